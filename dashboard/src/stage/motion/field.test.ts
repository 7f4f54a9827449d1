import { describe, expect, it } from 'vitest';
import { MotionField, STRIDE } from './field.ts';

const radii = Float32Array.of(2, 3);

function field(): MotionField {
  const f = new MotionField();
  f.adopt(Uint32Array.of(7, 9), 2, Float32Array.of(0, 0, 0, 10, 0, 0), radii, 0);
  f.advance(5_000, Float32Array.of(0, 0, 0, 10, 0, 0), -1);
  return f;
}

const xOf = (f: MotionField, slot: number): number => f.place[slot * STRIDE] as number;

describe('MotionField', () => {
  it('glides between two ticks of the server', () => {
    const f = field();
    const target = Float32Array.of(12, 0, 0, 10, 0, 0);

    f.tick(5_000, Uint32Array.of(0));
    f.advance(5_060, target, -1);
    const half = xOf(f, 0);
    f.advance(5_130, target, -1);

    expect(half).toBeGreaterThan(5);
    expect(half).toBeLessThan(7);
    expect(xOf(f, 0)).toBe(12);
  });

  it('rests when every glide has ended', () => {
    const f = field();
    const target = Float32Array.of(12, 0, 0, 10, 0, 0);
    f.tick(5_000, Uint32Array.of(0));

    expect(f.advance(5_500, target, -1)).toBe(true);
    expect(f.advance(5_516, target, -1)).toBe(false);
  });

  it('lets one node be updated often without hurrying the others', () => {
    const f = field();
    const target = Float32Array.of(0, 0, 0, 10, 0, 0);
    f.tick(5_000, Uint32Array.of(0, 1));
    target[3] = 22;
    for (let t = 5_000; t <= 5_060; t += 16) {
      target[0] = t - 5_000;
      f.tick(t, Uint32Array.of(0));
    }

    f.advance(5_060, target, -1);

    expect(xOf(f, 1)).toBeGreaterThan(15);
    expect(xOf(f, 1)).toBeLessThan(17);
  });

  it('puts the held node where the hand is at once', () => {
    const f = field();

    f.advance(5_000, Float32Array.of(50, 0, 0, 10, 0, 0), 0);

    expect(xOf(f, 0)).toBe(50);
  });

  it('keeps a known node where it is shown when slots change', () => {
    const f = field();

    f.adopt(Uint32Array.of(9, 11), 2, Float32Array.of(99, 0, 0, 5, 0, 0), radii, 6_000);
    f.advance(6_000, Float32Array.of(99, 0, 0, 5, 0, 0), -1);

    expect(xOf(f, 0)).toBe(10);
    expect(f.place[3]).toBeGreaterThan(0);
  });

  it('lets a new node grow', () => {
    const f = field();
    const target = Float32Array.of(10, 0, 0, 5, 0, 0);
    f.adopt(Uint32Array.of(9, 11), 2, target, radii, 6_000);

    f.advance(6_000, target, -1);
    const born = f.place[STRIDE + 3];
    f.advance(6_500, target, -1);

    expect(born).toBe(0);
    expect(f.place[STRIDE + 3]).toBe(3);
  });

  it('unfolds from the centre, the first of the order first', () => {
    const f = field();
    const target = Float32Array.of(10, 0, 0, 10, 0, 0);
    f.unfold(Uint32Array.of(1, 0), 6_000, 1_000);

    f.advance(6_400, target, -1);

    expect(xOf(f, 1)).toBeGreaterThan(xOf(f, 0));
    f.advance(9_000, target, -1);
    expect(xOf(f, 0)).toBe(10);
  });
});
