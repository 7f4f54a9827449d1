import type { GraphEdge } from './node.ts';
import type { Compaction } from './node-table.ts';

/** The edges as a structure of arrays; indices 0 … count - 1 are taken without gaps, in order of arrival. */
export class EdgeTable {
  readonly edges: GraphEdge[] = [];
  readonly #index = new Map<number, number>();
  /** Slots of the ends, by index. */
  source = new Uint32Array(0);
  target = new Uint32Array(0);

  get count(): number {
    return this.edges.length;
  }

  /** Adds the edge, or replaces the one of its id. */
  upsert(edge: GraphEdge, source: number, target: number): void {
    let at = this.#index.get(edge.id);
    if (at === undefined) {
      at = this.edges.length;
      if (at === this.source.length) this.#grow();
      this.#index.set(edge.id, at);
    }
    this.edges[at] = edge;
    this.source[at] = source;
    this.target[at] = target;
  }

  clear(): void {
    this.edges.length = 0;
    this.#index.clear();
  }

  /** Removes the edges of these ids and those with an end at a slot marked 1 in `dead`; says how many. */
  remove(ids: ReadonlySet<number>, dead: Uint8Array): number {
    const before = this.edges.length;
    let to = 0;
    for (let from = 0; from < before; from++) {
      const edge = this.edges[from] as GraphEdge;
      const source = this.source[from] as number;
      const target = this.target[from] as number;
      if (ids.has(edge.id) || dead[source] === 1 || dead[target] === 1) {
        this.#index.delete(edge.id);
        continue;
      }
      this.edges[to] = edge;
      this.source[to] = source;
      this.target[to] = target;
      this.#index.set(edge.id, to);
      to++;
    }
    this.edges.length = to;
    return before - to;
  }

  /** Follows nodes to their new slots. */
  relocate(compaction: Compaction): void {
    const { count, relocated } = compaction;
    for (let i = 0; i < this.edges.length; i++) {
      const source = this.source[i] as number;
      const target = this.target[i] as number;
      if (source >= count) this.source[i] = relocated[source - count] as number;
      if (target >= count) this.target[i] = relocated[target - count] as number;
    }
  }

  #grow(): void {
    const capacity = Math.max(256, 2 * this.source.length);
    const source = new Uint32Array(capacity);
    const target = new Uint32Array(capacity);
    source.set(this.source);
    target.set(this.target);
    this.source = source;
    this.target = target;
  }
}
