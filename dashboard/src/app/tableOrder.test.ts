import { describe, expect, it } from 'vitest';
import { sampleGraph } from '../testing/sampleGraph.ts';
import { type Column, sortSlots } from './tableOrder.ts';

function order(column: Column, descending: boolean): string[] {
  const graph = sampleGraph();
  return [...sortSlots(graph, column, descending)].map((slot) => graph.node(slot).label);
}

describe('sortSlots', () => {
  it('sorts by name', () => {
    expect(order('label', false)).toEqual(['#layout', 'Barnes–Hut', 'Octree', 'Opus', 'Quadtree']);
  });

  it('sorts by links, the most first, equal ones by name', () => {
    expect(order('links', true).slice(0, 2)).toEqual(['Barnes–Hut', 'Octree']);
  });

  it('sorts by quality', () => {
    expect(order('quality', true).at(-1)).toBe('Quadtree');
  });
});
