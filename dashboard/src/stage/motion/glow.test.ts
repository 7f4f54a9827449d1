import { describe, expect, it } from 'vitest';
import { Glow } from './glow.ts';

function settled(glow: Glow): Glow {
  for (let i = 0; i < 400 && glow.step(16); i++);
  return glow;
}

describe('Glow', () => {
  it('puts a node and its neighbours forward and the rest back', () => {
    const glow = new Glow();
    glow.adopt(3, () => -1);

    glow.focus(0, Uint32Array.of(2), 0.9);
    settled(glow);

    expect(glow.now[0]).toBe(1);
    expect(glow.now[1]).toBeCloseTo(-0.9);
    expect(glow.now[2]).toBeCloseTo(0.55);
  });

  it('costs nothing once it rests', () => {
    const glow = new Glow();
    glow.adopt(2, () => -1);
    glow.focus(1, new Uint32Array(0), 0.5);

    expect(settled(glow).step(16)).toBe(false);
  });

  it('carries over to new slots', () => {
    const glow = new Glow();
    glow.adopt(2, () => -1);
    glow.focus(1, new Uint32Array(0), 0.5);
    settled(glow);

    glow.adopt(1, () => 1);

    expect(glow.now[0]).toBe(1);
  });
});
