import { describe, expect, it } from 'vitest';
import { frameAll } from './framing.ts';
import { axesOf, eyeOf } from './pose.ts';
import { WORLD } from './principal.ts';
import { dot } from './vec.ts';

const lens = { tanX: 0.6, tanY: 0.35 };

/** A flat cloud, long along x. */
function cloud(): Float32Array {
  const xyz = new Float32Array(300);
  for (let i = 0; i < 100; i++)
    xyz.set([Math.sin(i * 7) * 200 + 40, Math.sin(i * 3) * 50, Math.cos(i * 5) * 20], i * 3);
  return xyz;
}

describe('frameAll', () => {
  it('sees nearly all, and not from farther than it must', () => {
    const pose = { yaw: 0.3, pitch: 0.2, frame: WORLD };
    const xyz = cloud();
    const framing = frameAll(xyz, 100, pose, lens);
    const full = { ...pose, ...framing };
    const { right, up, forward } = axesOf(full);
    const eye = eyeOf(full);

    let seen = 0;
    let fullest = 0;
    for (let i = 0; i < 100; i++) {
      const way = {
        x: (xyz[i * 3] as number) - eye.x,
        y: (xyz[i * 3 + 1] as number) - eye.y,
        z: (xyz[i * 3 + 2] as number) - eye.z,
      };
      const depth = dot(way, forward);
      const fill = Math.max(
        Math.abs(dot(way, right)) / depth / lens.tanX,
        Math.abs(dot(way, up)) / depth / lens.tanY,
      );
      if (fill <= 1) seen++;
      fullest = Math.max(fullest, fill);
    }

    expect(seen).toBeGreaterThanOrEqual(98);
    expect(fullest).toBeGreaterThan(0.8);
  });

  it('has a place to stand for one node and for none', () => {
    expect(
      frameAll(Float32Array.of(5, 6, 7), 1, { yaw: 0, pitch: 0, frame: WORLD }, lens).target,
    ).toMatchObject({
      x: 5,
      y: 6,
    });
    expect(
      frameAll(new Float32Array(0), 0, { yaw: 0, pitch: 0, frame: WORLD }, lens).distance,
    ).toBeGreaterThan(0);
  });
});
