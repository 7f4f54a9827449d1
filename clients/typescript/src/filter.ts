/** Which part of the graph to be sent (chapter 5, Filters); what is left out does not restrict. */
export interface GraphFilter {
  /** Default true; false asks for everything without forgetting the rest. */
  readonly enabled?: boolean;
  /** In [0, 1]; nodes below it are left out. */
  readonly qualityThreshold?: number;
  readonly graph?: 'all' | 'knowledge' | 'ontology';
  /** Kinds (`page`, `tag`, `class` …) or type names. */
  readonly types?: readonly string[];
  readonly tags?: readonly string[];
  readonly search?: string;
  readonly maxNodes?: number;
  readonly center?: { readonly x: number; readonly y: number; readonly z: number };
  /** Around `center`, in units of the layout. */
  readonly radius?: number;
}
