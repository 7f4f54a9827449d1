/** A setting's value with the type that it has on the wire, by the order of the tags. */
export type Value =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'i32'; readonly value: number }
  | { readonly type: 'i64'; readonly value: bigint }
  /** Never NaN, which has many spellings and so would have many hashes. */
  | { readonly type: 'f32' | 'f64'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'array'; readonly value: readonly Value[] }
  /** Written with its keys ascending, whatever the order here. */
  | { readonly type: 'object'; readonly value: ReadonlyMap<string, Value> };

export const TAGS = [
  'null',
  'bool',
  'i32',
  'i64',
  'f32',
  'f64',
  'string',
  'bytes',
  'array',
  'object',
] as const satisfies readonly Value['type'][];

/** How many arrays and objects may lie one in another. */
export const MAX_DEPTH = 32;

/** The value of a path that has none. */
export const NULL: Value = { type: 'null' };
