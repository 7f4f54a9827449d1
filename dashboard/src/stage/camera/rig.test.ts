import { describe, expect, it } from 'vitest';
import { axesOf, eyeOf, FARTHEST, PITCH_LIMIT } from './pose.ts';
import { WORLD } from './principal.ts';
import { CameraRig } from './rig.ts';
import { dot } from './vec.ts';

/** Runs until the rig rests; the time it took, ms. */
function settle(rig: CameraRig, step = 16): number {
  let now = 0;
  while (rig.step(now, step)) {
    now += step;
    if (now > 30_000) throw new Error('never rests');
  }
  return now;
}

describe('CameraRig', () => {
  it('follows the hand and then rests', () => {
    const rig = new CameraRig();
    const yaw = rig.now.yaw;

    rig.turn(0.4, 0);
    const took = settle(rig);

    expect(rig.now.yaw).toBeCloseTo(yaw + 0.4, 3);
    expect(took).toBeLessThan(1_500);
  });

  it('ends at the same place at any frame rate', () => {
    const fast = new CameraRig();
    const slow = new CameraRig();
    for (const rig of [fast, slow]) rig.coast(0.002, 0);

    settle(fast, 4);
    settle(slow, 40);

    expect(fast.now.yaw).toBeCloseTo(slow.now.yaw, 1);
  });

  it('never goes over the pole or out of the world', () => {
    const rig = new CameraRig();

    rig.turn(0, 9);
    rig.zoom(1e9);
    settle(rig);

    expect(rig.now.pitch).toBeCloseTo(PITCH_LIMIT, 3);
    expect(rig.now.distance).toBeCloseTo(FARTHEST, -1);
  });

  it('flies and arrives', () => {
    const rig = new CameraRig();

    rig.fly({ target: { x: 50, y: 0, z: 0 }, distance: 120 }, 0, 600);
    rig.step(300, 16);
    const under = rig.now.distance;
    rig.step(600, 16);

    expect(under).toBeGreaterThan(120);
    expect(rig.now).toMatchObject({ target: { x: 50, y: 0, z: 0 }, distance: 120 });
  });

  it('gives the camera back to a hand in flight', () => {
    const rig = new CameraRig();
    rig.fly({ distance: 100 }, 0, 600);
    rig.step(300, 16);
    const here = rig.now.distance;

    rig.turn(0.01, 0);
    settle(rig);

    expect(rig.now.distance).toBeCloseTo(here, 0);
  });

  it('keeps the point under the pointer when it zooms', () => {
    const rig = new CameraRig();
    rig.fly({ target: { x: 0, y: 0, z: 0 }, distance: 400 }, 0, 0);

    rig.zoom(0.5, { x: 100, y: 0, z: 0 });
    settle(rig);

    expect(rig.now.target.x).toBeCloseTo(50, 1);
  });
});

describe('pose', () => {
  it('has axes at right angles, and the eye behind the target', () => {
    const pose = { target: { x: 1, y: 2, z: 3 }, yaw: 0.7, pitch: 0.4, distance: 10, frame: WORLD };
    const { right, up, forward } = axesOf(pose);
    const eye = eyeOf(pose);

    expect(dot(right, up)).toBeCloseTo(0);
    expect(dot(up, forward)).toBeCloseTo(0);
    expect(dot(right, forward)).toBeCloseTo(0);
    expect(eye.y).toBeGreaterThan(2);
    expect(Math.hypot(eye.x - 1, eye.y - 2, eye.z - 3)).toBeCloseTo(10);
  });
});
