import { describe, expect, it } from 'vitest';
import { principalFrame, WORLD } from './principal.ts';
import { cross, dot } from './vec.ts';

/** A cloud long along (1, 1, 0), less so along z, thin along (1, −1, 0). */
function cloud(): Float32Array {
  const xyz = new Float32Array(600);
  for (let i = 0; i < 200; i++) {
    const long = Math.sin(i * 7) * 300;
    const thin = Math.sin(i * 3) * 10;
    xyz.set([long + thin + 50, long - thin, Math.cos(i * 5) * 80], i * 3);
  }
  return xyz;
}

describe('principalFrame', () => {
  it('lays the longest side across and the thinnest into the depth', () => {
    const { x, y, z } = principalFrame(cloud(), 200, false);

    expect(Math.abs(x.x - x.y)).toBeLessThan(0.1);
    expect(Math.abs(y.z)).toBeGreaterThan(0.98);
    expect(Math.abs(z.x + z.y)).toBeLessThan(0.1);
  });

  it('stands the longest side up in a tall window', () => {
    const { y } = principalFrame(cloud(), 200, true);

    expect(Math.abs(y.x - y.y)).toBeLessThan(0.1);
  });

  it('is a right-handed frame of unit vectors', () => {
    const { x, y, z } = principalFrame(cloud(), 200, false);

    expect(dot(x, y)).toBeCloseTo(0);
    expect(dot(x, x)).toBeCloseTo(1);
    expect(dot(cross(x, y), z)).toBeCloseTo(1);
  });

  it('is the world for too few points', () => {
    expect(principalFrame(Float32Array.of(1, 2, 3), 1, false)).toBe(WORLD);
  });
});
