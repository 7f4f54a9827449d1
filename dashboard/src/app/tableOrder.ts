import { kindOf } from './kinds.ts';
import type { LiveGraph } from './ports.ts';

export type Column = 'label' | 'kind' | 'links' | 'quality' | 'path';

export const COLUMNS: readonly { column: Column; label: string; numeric?: boolean }[] = [
  { column: 'label', label: 'Name' },
  { column: 'kind', label: 'Kind' },
  { column: 'links', label: 'Links', numeric: true },
  { column: 'quality', label: 'Quality', numeric: true },
  { column: 'path', label: 'Path or IRI' },
];

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Slots in the order of a column; equal ones by name. */
export function sortSlots(graph: LiveGraph, column: Column, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  const label = (slot: number): string => graph.node(slot).label;
  const by: Readonly<Record<Column, (a: number, b: number) => number>> = {
    label: (a, b) => collator.compare(label(a), label(b)),
    kind: (a, b) => kindOf(graph.node(a)).body - kindOf(graph.node(b)).body,
    links: (a, b) => graph.degree(a) - graph.degree(b),
    quality: (a, b) => graph.node(a).quality - graph.node(b).quality,
    path: (a, b) => collator.compare(graph.node(a).metadataId, graph.node(b).metadataId),
  };
  const compare = by[column];
  return Uint32Array.from({ length: graph.count }, (_, slot) => slot).sort(
    (a, b) => sign * compare(a, b) || collator.compare(label(a), label(b)),
  );
}
