import { type GraphEdge, GraphModel, type PlacedNode } from '@starling/client';

/** A node for tests: a page unless told otherwise. */
export function node(id: number, label: string, more: Partial<PlacedNode> = {}): PlacedNode {
  return {
    id,
    label,
    metadataId: `notes/${label}.md`,
    type: 'knowledge',
    quality: 0.5,
    position: { x: id, y: 0, z: 0 },
    metadata: { kind: 'page' },
    ...more,
  };
}

export function edge(id: number, source: number, target: number, type = 'link'): GraphEdge {
  return { id, source, target, type, weight: 1 };
}

/** A small graph: Octree and Barnes–Hut link each other, Opus stands in the ontology, one page is missing. */
export function sampleGraph(): GraphModel {
  const graph = new GraphModel();
  graph.load(
    [
      node(1, 'Barnes–Hut', { quality: 0.9, metadata: { kind: 'page', tags: ['layout', 'graph'] } }),
      node(2, 'Octree', { metadata: { kind: 'page', tags: ['layout'] } }),
      node(3, 'Opus', {
        type: 'ontology',
        metadataId: 'https://example.org/Opus',
        metadata: { kind: 'individual' },
      }),
      node(4, 'Quadtree', { quality: 0.1, metadataId: 'missing:Quadtree', metadata: { kind: 'missing' } }),
      node(5, '#layout', { metadataId: 'tag:layout', metadata: { kind: 'tag' } }),
    ],
    [edge(1, 1, 2), edge(2, 2, 1), edge(3, 2, 4), edge(4, 1, 5, 'tag'), edge(5, 2, 5, 'tag'), edge(6, 1, 1)],
    0,
  );
  return graph;
}
