import { describe, expect, it } from 'vitest';
import { FrameStats, percentiles } from './frameStats.ts';

describe('percentiles', () => {
  it('takes the nearest rank', () => {
    const samples = Float32Array.from({ length: 100 }, (_, i) => 100 - i);

    expect(percentiles(samples)).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
  });

  it('is zero without samples', () => {
    expect(percentiles(new Float32Array(0)).max).toBe(0);
  });
});

describe('FrameStats', () => {
  it('reports what came since the reset', () => {
    const stats = new FrameStats();
    stats.add(50, 16);
    stats.reset();
    stats.add(2, 16);

    expect(stats.report()).toMatchObject({ frames: 1, work: { max: 2 } });
  });
});
