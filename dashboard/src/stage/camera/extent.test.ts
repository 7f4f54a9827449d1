import { describe, expect, it } from 'vitest';
import { extentOf, typicalEdge, typicalRoom } from './extent.ts';

/** Ten points in a row, 20 apart, and one far off. */
const row = Float32Array.from({ length: 33 }, (_, i) => (i % 3 !== 0 ? 0 : i === 30 ? 5_000 : i * 6.667));

describe('extent', () => {
  it('does not let one far outlier set the size', () => {
    const plain = extentOf(row, 10, 3);

    expect(plain.centre.x).toBeCloseTo(90, 0);
    expect(plain.radius).toBeGreaterThan(60);
    expect(extentOf(row, 11, 3, 0.9).radius).toBeLessThan(600);
  });

  it('knows how long an edge usually is', () => {
    const graph = {
      edgeCount: 3,
      edgeSource: Uint32Array.of(0, 1, 0),
      edgeTarget: Uint32Array.of(1, 2, 10),
      positions: row,
    };

    expect(typicalEdge(graph)).toBeCloseTo(20, 0);
    expect(typicalEdge({ ...graph, edgeCount: 0 })).toBe(30);
  });

  it('knows how far apart nodes usually are', () => {
    expect(typicalRoom({ count: 10, positions: row })).toBeCloseTo(20, 0);
    expect(typicalRoom({ count: 1, positions: row })).toBe(Number.POSITIVE_INFINITY);
  });
});
