/** What a load or an update did to the structure of the graph. */
export interface GraphChange {
  /** `load`: the answer to a filter; `update`: a difference. */
  readonly kind: 'load' | 'update';
  /** The model's version afterwards. */
  readonly version: number;
  /** Ids of the nodes that are new, that were known and sent anew, and that left. */
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
  /** Nodes that stayed but changed their slot, as pairs: from, to, from, to …; valid if applied in order. */
  readonly moved: readonly number[];
  /** Whether any edge was added, changed, removed or renumbered. */
  readonly edgesChanged: boolean;
}
