import type { LiveGraph } from './ports.ts';

/** A neighbour as the detail card lists it. */
export interface Link {
  id: number;
  label: string;
  /** Types of the edges between, without the plain `link`. */
  types: readonly string[];
  degree: number;
}

export interface Links {
  out: readonly Link[];
  in: readonly Link[];
}

/** The neighbours of a node by direction, each once, the most linked first. */
export function linksOf(graph: LiveGraph, slot: number): Links {
  const out = new Map<number, Set<string>>();
  const into = new Map<number, Set<string>>();
  for (const index of graph.edgesOf(slot)) {
    const source = graph.edgeSource[index] as number;
    const target = graph.edgeTarget[index] as number;
    const [side, other] = source === slot ? [out, target] : [into, source];
    if (other === slot) continue;
    const types = side.get(other) ?? new Set<string>();
    const { type } = graph.edge(index);
    if (type !== 'link') types.add(type);
    side.set(other, types);
  }
  const list = (side: Map<number, Set<string>>): Link[] =>
    [...side]
      .map(([other, types]) => ({
        id: graph.ids[other] as number,
        label: graph.node(other).label,
        types: [...types],
        degree: graph.degree(other),
      }))
      .sort((a, b) => b.degree - a.degree || a.label.localeCompare(b.label));
  return { out: list(out), in: list(into) };
}
