import { describe, expect, it } from 'vitest';
import { EFFORTS, Governor } from './governor.ts';

const run = (governor: Governor, gap: number, frames: number): void => {
  for (let i = 0; i < frames; i++) governor.note(gap);
};

describe('Governor', () => {
  it('draws everything where frames are fast', () => {
    const governor = new Governor();

    run(governor, 16, 1_000);

    expect(governor.effort).toBe(EFFORTS[0]);
  });

  it('draws less and less while frames are slow, and never less than the least', () => {
    const governor = new Governor();

    run(governor, 80, 7);
    expect(governor.effort).toBe(EFFORTS[1]);
    run(governor, 80, 100);
    expect(governor.effort).toBe(EFFORTS.at(-1));
  });

  it('does not mind a few slow frames, or a hidden window', () => {
    const governor = new Governor();

    for (let i = 0; i < 50; i++) {
      run(governor, 16, 3);
      run(governor, 90, 3);
      governor.note(60_000);
    }

    expect(governor.effort).toBe(EFFORTS[0]);
  });

  it('tries more again after a long time of fast frames', () => {
    const governor = new Governor();
    run(governor, 80, 7);

    run(governor, 8, 300);

    expect(governor.effort).toBe(EFFORTS[0]);
  });
});
