import { describe, expect, it } from 'vitest';
import { node, sampleGraph } from '../testing/sampleGraph.ts';
import { takeCensus } from './census.ts';

describe('takeCensus', () => {
  it('counts kinds in the order of the legend and tags by use', () => {
    const census = takeCensus(sampleGraph(), undefined);

    expect([...census.kinds]).toEqual([
      ['page', 2],
      ['tag', 1],
      ['missing', 1],
      ['individual', 1],
    ]);
    expect(census.tags).toEqual([
      ['layout', 2],
      ['graph', 1],
    ]);
  });

  it('remembers what a filter hides since', () => {
    const graph = sampleGraph();
    const before = takeCensus(graph, undefined);
    graph.load([node(2, 'Octree')], [], 1);

    const after = takeCensus(graph, before);

    expect(after.kinds.get('tag')).toBe(0);
    expect(after.kinds.get('page')).toBe(1);
    expect(after.tags).toHaveLength(2);
  });
});
