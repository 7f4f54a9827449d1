import { localError, type StarlingError } from './error.ts';

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

/** Characters that the server takes. */
const MAX_SEARCH = 1_000;

/** Why this filter cannot be sent, or undefined. */
export function checkFilter(filter: GraphFilter): StarlingError | undefined {
  const { qualityThreshold: quality, maxNodes, search, center, radius } = filter;
  if (quality !== undefined && !(quality >= 0 && quality <= 1))
    return refusal('qualityThreshold', 'in [0, 1]');
  if (maxNodes !== undefined && !(Number.isInteger(maxNodes) && maxNodes >= 0)) {
    return refusal('maxNodes', 'a whole number');
  }
  if (search !== undefined && search.length > MAX_SEARCH)
    return refusal('search', `at most ${MAX_SEARCH} characters`);
  if ((center === undefined) !== (radius === undefined)) return refusal('center', 'together with a radius');
  if (radius !== undefined && !(Number.isFinite(radius) && radius >= 0)) return refusal('radius', 'a length');
  if (center !== undefined && !Number.isFinite(center.x + center.y + center.z))
    return refusal('center', 'a place');
  return undefined;
}

function refusal(field: string, expected: string): StarlingError {
  return localError('validation', 'VALIDATION_ERROR', `the filter's ${field} is not ${expected}`, { field });
}
