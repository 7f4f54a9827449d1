import type { LiveGraph } from './ports.ts';

export interface Hit {
  id: number;
  slot: number;
  label: string;
  /** Parts of the label that match, as [from, to). */
  marks: readonly (readonly [number, number])[];
}

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[–—‑]/g, '-').toLowerCase();

/** How well a name answers a query: whole, beginning, beginning of a word, inside; 0 for not at all. Both folded. */
export function score(query: string, name: string): number {
  const at = name.indexOf(query);
  if (at < 0) return 0;
  if (name.length === query.length) return 4;
  if (at === 0) return 3;
  return /[\s\-/#_.(]/.test(name[at - 1] ?? '') ? 2 : 1;
}

/** Finds nodes by name, then by path; remembers the folded names of one version of the graph. */
export class NameIndex {
  private readonly graph: LiveGraph;
  private version = -1;
  private names: string[] = [];
  private paths: string[] = [];

  constructor(graph: LiveGraph) {
    this.graph = graph;
  }

  find(text: string, limit: number): Hit[] {
    const query = fold(text.trim());
    if (query === '') return [];
    this.refresh();
    const hits: { slot: number; rank: number }[] = [];
    for (let slot = 0; slot < this.graph.count; slot++) {
      const name = score(query, this.names[slot] as string);
      const rank = name > 0 ? name : score(query, this.paths[slot] as string) > 0 ? 0.5 : 0;
      if (rank > 0) hits.push({ slot, rank: rank * 1000 + Math.min(999, this.graph.degree(slot)) });
    }
    hits.sort((a, b) => b.rank - a.rank || a.slot - b.slot);
    return hits.slice(0, limit).map(({ slot }) => this.hit(slot, query));
  }

  private hit(slot: number, query: string): Hit {
    const label = this.graph.node(slot).label;
    // Folding may change lengths (ligatures); marks are shown only where it did not.
    const name = this.names[slot] as string;
    const at = name.length === label.length ? name.indexOf(query) : -1;
    const marks: Hit['marks'] = at < 0 ? [] : [[at, at + query.length]];
    return { id: this.graph.ids[slot] as number, slot, label, marks };
  }

  private refresh(): void {
    if (this.version === this.graph.version) return;
    this.version = this.graph.version;
    this.names = [];
    this.paths = [];
    for (let slot = 0; slot < this.graph.count; slot++) {
      const node = this.graph.node(slot);
      this.names.push(fold(node.label));
      this.paths.push(fold(node.metadataId));
    }
  }
}
