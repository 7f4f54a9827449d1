import { KINDS, type Kind, kindOf } from './kinds.ts';
import type { LiveGraph } from './ports.ts';

/** What is in the graph, for the legend and the filter; remembers what a filter hides since. */
export interface Census {
  readonly kinds: ReadonlyMap<Kind, number>;
  /** Tags by how many nodes carry them, the most used first. */
  readonly tags: readonly (readonly [string, number])[];
}

/** Counts the graph; kinds known `before` but not seen now keep their place with 0, tags with their last count. */
export function takeCensus(graph: LiveGraph, before: Census | undefined): Census {
  const kinds = new Map<Kind, number>();
  const tags = new Map<string, number>();
  for (let slot = 0; slot < graph.count; slot++) {
    const node = graph.node(slot);
    const { kind } = kindOf(node);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const tag of node.metadata.tags ?? []) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  }
  const ordered = new Map<Kind, number>();
  for (const { kind } of KINDS) {
    const n = kinds.get(kind) ?? 0;
    if (n > 0 || before?.kinds.has(kind)) ordered.set(kind, n);
  }
  for (const [tag, n] of before?.tags ?? []) if (!tags.has(tag)) tags.set(tag, n);
  return { kinds: ordered, tags: [...tags].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])) };
}
