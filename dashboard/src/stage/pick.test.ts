import { Matrix4, PerspectiveCamera } from 'three';
import { describe, expect, it } from 'vitest';
import { type Projection, projectTo } from './camera/projection.ts';
import { pickNode } from './pick.ts';

const WIDTH = 800;
const HEIGHT = 600;

/** A camera at z = 100 that looks at the origin. */
function view(): Projection {
  const camera = new PerspectiveCamera(40, WIDTH / HEIGHT, 1, 1000);
  camera.position.set(0, 0, 100);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).elements;
  return { matrix, width: WIDTH, height: HEIGHT, focal: HEIGHT / 2 / Math.tan((20 * Math.PI) / 180) };
}

const nodes = (...place: number[]) => ({ place: Float32Array.from(place), count: place.length / 4 });

describe('pickNode', () => {
  it('finds the body under the point', () => {
    expect(pickNode(nodes(0, 0, 0, 3, 20, 0, 0, 3), view(), 400, 300, 6)).toBe(0);
  });

  it('takes the nearest of bodies behind each other', () => {
    expect(pickNode(nodes(0, 0, -20, 3, 0, 0, 20, 3), view(), 400, 300, 6)).toBe(1);
  });

  it('takes a small node just beside the pointer, the closest of several', () => {
    const point = projectTo(view(), 10, 0, 0, { x: 0, y: 0, depth: 0 });
    const small = nodes(10, 0, 0, 0.05, 10.6, 0, 0, 0.05);

    expect(pickNode(small, view(), point.x - 4, point.y, 6)).toBe(0);
    expect(pickNode(small, view(), point.x - 20, point.y, 6)).toBe(-1);
  });

  it('prefers a body under the point to one that is merely close', () => {
    const point = projectTo(view(), 0, 3.2, 20, { x: 0, y: 0, depth: 0 });

    expect(pickNode(nodes(0, 0, 20, 3, 0, 0, -50, 60), view(), point.x, point.y, 10)).toBe(1);
  });

  it('never takes what is behind the camera', () => {
    expect(pickNode(nodes(0, 0, 150, 30), view(), 400, 300, 50)).toBe(-1);
  });
});

describe('projectTo', () => {
  it('puts the target in the middle and up above it', () => {
    const point = { x: 0, y: 0, depth: 0 };

    expect(projectTo(view(), 0, 0, 0, point)).toMatchObject({ x: 400, y: 300 });
    expect(projectTo(view(), 0, 5, 0, point).y).toBeLessThan(300);
    expect(projectTo(view(), 0, 0, 0, point).depth).toBeCloseTo(100);
  });
});
