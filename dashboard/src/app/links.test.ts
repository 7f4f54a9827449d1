import { describe, expect, it } from 'vitest';
import { sampleGraph } from '../testing/sampleGraph.ts';
import { linksOf } from './links.ts';

describe('linksOf', () => {
  it('lists each neighbour once per direction, without the node itself', () => {
    const graph = sampleGraph();

    const links = linksOf(graph, graph.slotOf(1) as number);

    expect(links.out.map((l) => l.label)).toEqual(['Octree', '#layout']);
    expect(links.in.map((l) => l.label)).toEqual(['Octree']);
  });

  it('names the types other than plain links', () => {
    const graph = sampleGraph();

    const links = linksOf(graph, graph.slotOf(1) as number);

    expect(links.out.map((l) => l.types)).toEqual([[], ['tag']]);
  });
});
