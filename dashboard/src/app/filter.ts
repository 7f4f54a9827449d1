import type { GraphFilter } from '@starling/client';
import type { Kind } from './kinds.ts';

/** What the filter bar and the legend say; the server does the filtering. */
export interface FilterState {
  /** Lowest quality that is shown, [0, 1]. */
  readonly quality: number;
  readonly graph: 'all' | 'knowledge' | 'ontology';
  /** Kinds that are left out. */
  readonly hidden: readonly Kind[];
  /** A node needs one of these; none means any. */
  readonly tags: readonly string[];
  readonly text: string;
}

export const NO_FILTER: FilterState = { quality: 0, graph: 'all', hidden: [], tags: [], text: '' };

export function isFiltering(f: FilterState): boolean {
  return (
    f.quality > 0 || f.graph !== 'all' || f.hidden.length > 0 || f.tags.length > 0 || f.text.trim() !== ''
  );
}

/** The filter as the client sends it; what does not restrict is left out. */
export function toGraphFilter(f: FilterState, kinds: readonly Kind[]): GraphFilter {
  const shown = kinds.filter((kind) => !f.hidden.includes(kind));
  return {
    ...(f.quality > 0 ? { qualityThreshold: f.quality } : {}),
    graph: f.graph,
    ...(f.hidden.length > 0 ? { types: shown } : {}),
    ...(f.tags.length > 0 ? { tags: f.tags } : {}),
    ...(f.text.trim() === '' ? {} : { search: f.text.trim() }),
  };
}

/** The list with `item` in it if it was not, and without it if it was. */
export function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
