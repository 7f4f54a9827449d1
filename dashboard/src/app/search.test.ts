import { describe, expect, it } from 'vitest';
import { edge, node, sampleGraph } from '../testing/sampleGraph.ts';
import { NameIndex, score } from './search.ts';

const labels = (index: NameIndex, text: string): string[] => index.find(text, 10).map((hit) => hit.label);

describe('NameIndex', () => {
  it('puts the whole name before beginnings, words and insides', () => {
    expect(score('tree', 'tree')).toBeGreaterThan(score('tree', 'trees'));
    expect(score('tree', 'trees')).toBeGreaterThan(score('tree', 'spanning tree'));
    expect(score('tree', 'spanning tree')).toBeGreaterThan(score('tree', 'octree'));
    expect(score('tree', 'graph')).toBe(0);
  });

  it('finds whatever the case, accents and dashes', () => {
    const graph = sampleGraph();
    const index = new NameIndex(graph);

    expect(labels(index, 'BARNES-hut')).toEqual(['Barnes–Hut']);
  });

  it('prefers the more linked of equal names', () => {
    expect(labels(new NameIndex(sampleGraph()), 'tree')).toEqual(['Octree', 'Quadtree']);
  });

  it('finds by path after names', () => {
    expect(labels(new NameIndex(sampleGraph()), 'example.org')).toEqual(['Opus']);
  });

  it('marks what matched', () => {
    const [hit] = new NameIndex(sampleGraph()).find('tree', 1);

    expect(hit?.marks).toEqual([[2, 6]]);
  });

  it('sees a change of the graph', () => {
    const graph = sampleGraph();
    const index = new NameIndex(graph);
    index.find('x', 1);

    graph.update({
      nodes: [node(9, 'R-tree')],
      edges: [edge(9, 9, 2)],
      removedNodes: [4],
      removedEdges: [],
      timestamp: 1,
    });

    expect(labels(index, 'tree')).toEqual(['R-tree', 'Octree']);
  });

  it('finds nothing for nothing', () => {
    expect(new NameIndex(sampleGraph()).find('  ', 10)).toEqual([]);
  });
});
