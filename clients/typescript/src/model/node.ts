export type NodeType = 'knowledge' | 'ontology' | 'agent';

export interface NodeMetadata {
  readonly kind: string;
  readonly tags?: readonly string[];
  readonly words?: number;
  /** Unix milliseconds. */
  readonly modified?: number;
  /** Why the file behind it does not parse. */
  readonly error?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A node as the server described it; where it is now is in `GraphModel.positions`. */
export interface GraphNode {
  readonly id: number;
  /** The page's path, the IRI, `tag:x` or `missing:Name`. */
  readonly metadataId: string;
  readonly label: string;
  readonly type: NodeType;
  /** In [0, 1]. */
  readonly quality: number;
  readonly metadata: NodeMetadata;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A node as it travels: with the place that it has if it is new. */
export interface PlacedNode extends GraphNode {
  readonly position: Point;
}

export interface GraphEdge {
  readonly id: number;
  /** Ids of nodes, not slots. */
  readonly source: number;
  readonly target: number;
  readonly type: string;
  readonly weight: number;
}
