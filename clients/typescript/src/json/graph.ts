import { StarlingError } from '../error.ts';
import type { GraphEdge, NodeMetadata, NodeType, PlacedNode } from '../model/node.ts';
import { fields, finite, integer, invalid, type Json, list, or, text } from './fields.ts';

/** Ids of nodes stay below 2^26 (chapter 2, Records). */
export const NODE_ID_LIMIT = 2 ** 26;
export const EDGE_ID_LIMIT = 2 ** 32;

const TYPES: readonly string[] = ['knowledge', 'ontology', 'agent'];

/** Reads a list of nodes or edges; a bad one is left out alone and named in `problems`. */
export function readEach<T>(
  from: Json,
  key: string,
  read: (from: Json, pointer: string) => T,
  problems: string[],
): readonly T[] {
  const good: T[] = [];
  const values = or(from, key, list, []);
  for (let i = 0; i < values.length; i++) {
    const pointer = `/${key}/${i}`;
    try {
      good.push(read(fields(values[i], pointer), pointer));
    } catch (error) {
      if (!(error instanceof StarlingError)) throw error;
      problems.push(error.message);
    }
  }
  return good;
}

export function nodeOf(from: Json, pointer: string): PlacedNode {
  const type = text(from, 'type', pointer);
  if (!TYPES.includes(type)) throw invalid(`${pointer}/type`, `one of ${TYPES.join(', ')}`);
  const place = fields(from['position'], `${pointer}/position`);
  return {
    id: integer(from, 'id', NODE_ID_LIMIT, pointer),
    metadataId: text(from, 'metadataId', pointer),
    label: text(from, 'label', pointer),
    type: type as NodeType,
    quality: or(from, 'quality', finite, 0, pointer),
    position: {
      x: finite(place, 'x', `${pointer}/position`),
      y: finite(place, 'y', `${pointer}/position`),
      z: finite(place, 'z', `${pointer}/position`),
    },
    metadata: metadataOf(fields(from['metadata'] ?? {}, `${pointer}/metadata`), type, `${pointer}/metadata`),
  };
}

function metadataOf(from: Json, type: string, pointer: string): NodeMetadata {
  const tags = or(from, 'tags', list, undefined, pointer);
  if (tags?.some((tag) => typeof tag !== 'string')) throw invalid(`${pointer}/tags`, 'a list of strings');
  const words = or(from, 'words', finite, undefined, pointer);
  const modified = or(from, 'modified', finite, undefined, pointer);
  const error = or(from, 'error', text, undefined, pointer);
  const properties = from['properties'] ?? undefined;
  return {
    kind: or(from, 'kind', text, type, pointer),
    ...(tags === undefined ? {} : { tags: tags as readonly string[] }),
    ...(words === undefined ? {} : { words }),
    ...(modified === undefined ? {} : { modified }),
    ...(error === undefined ? {} : { error }),
    ...(properties === undefined ? {} : { properties: fields(properties, `${pointer}/properties`) }),
  };
}

export function edgeOf(from: Json, pointer: string): GraphEdge {
  return {
    id: integer(from, 'id', EDGE_ID_LIMIT, pointer),
    source: integer(from, 'source', NODE_ID_LIMIT, pointer),
    target: integer(from, 'target', NODE_ID_LIMIT, pointer),
    type: text(from, 'type', pointer),
    weight: or(from, 'weight', finite, 1, pointer),
  };
}

/** Ids of a list; what is none is left out and named in `problems`. */
export function idsOf(from: Json, key: string, limit: number, problems: string[]): readonly number[] {
  const good: number[] = [];
  const values = or(from, key, list, []);
  for (let i = 0; i < values.length; i++) {
    const id = values[i];
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < limit) good.push(id);
    else problems.push(`/${key}/${i} is no id`);
  }
  return good;
}
