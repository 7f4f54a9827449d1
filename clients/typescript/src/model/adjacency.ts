/** The edges at each node: the indices of node `s` are `edges[offsets[s] … offsets[s + 1]]` (compressed sparse rows). */
export interface Adjacency {
  readonly offsets: Uint32Array;
  readonly edges: Uint32Array;
}

/** Two passes over the edges, counting and placing; a loop counts once. */
export function adjacency(nodes: number, count: number, source: Uint32Array, target: Uint32Array): Adjacency {
  const offsets = new Uint32Array(nodes + 1);
  for (let e = 0; e < count; e++) {
    const s = source[e] as number;
    const t = target[e] as number;
    (offsets[s + 1] as number)++;
    if (t !== s) (offsets[t + 1] as number)++;
  }
  for (let n = 0; n < nodes; n++) offsets[n + 1] = (offsets[n + 1] as number) + (offsets[n] as number);
  const next = offsets.slice(0, nodes);
  const edges = new Uint32Array(offsets[nodes] as number);
  for (let e = 0; e < count; e++) {
    const s = source[e] as number;
    const t = target[e] as number;
    edges[(next[s] as number)++] = e;
    if (t !== s) edges[(next[t] as number)++] = e;
  }
  return { offsets, edges };
}
