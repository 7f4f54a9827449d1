import type { FieldReader } from './reader.ts';
import { MAX_DEPTH, NULL, TAGS, type Value } from './value.ts';
import { type FieldWriter, invalid, utf8 } from './writer.ts';

/** The tag alone. */
export const LEAST_VALUE = 1;
const LEAST_MEMBER = 4 + LEAST_VALUE;

const FALSE: Value = { type: 'bool', value: false };
const TRUE: Value = { type: 'bool', value: true };

/**
 * A value: tag u8 and 0 null · 1 bool u8 · 2 i32 · 3 i64 · 4 f32 · 5 f64 · 6 string (length u32, UTF-8) · 7 bytes
 * (length u32) · 8 array (n u32, values) · 9 object (n u32, (length u32, key, value)…), whose keys come in any order.
 */
export function readValue(reader: FieldReader): Value {
  reader.weight.items(1);
  return readItem(reader, 0);
}

/** An item of an array was weighed with it. */
function readItem(reader: FieldReader, depth: number): Value {
  const tag = reader.u8();
  const type = TAGS[tag];
  if (type === undefined) throw reader.refusal(`tag ${tag} is none`);
  switch (type) {
    case 'null':
      return NULL;
    case 'bool':
      return reader.bool() ? TRUE : FALSE;
    case 'i32':
      return { type, value: reader.i32() };
    case 'i64':
      return { type, value: reader.i64() };
    case 'f32':
      return { type, value: reader.f32() };
    case 'f64':
      return { type, value: reader.f64() };
    case 'string':
      return { type, value: reader.text() };
    case 'bytes':
      return { type, value: reader.bytes() };
    case 'array':
      enter(reader, depth);
      return { type, value: reader.list(LEAST_VALUE, () => readItem(reader, depth + 1)) };
    case 'object':
      enter(reader, depth);
      return { type, value: readMembers(reader, depth + 1) };
  }
}

function enter(reader: FieldReader, depth: number): void {
  if (depth === MAX_DEPTH) throw reader.refusal(`values are nested deeper than ${MAX_DEPTH}`);
  reader.weight.container();
}

function readMembers(reader: FieldReader, depth: number): Map<string, Value> {
  const members = new Map<string, Value>();
  reader.list(LEAST_MEMBER, () => {
    const key = reader.text();
    if (members.has(key)) throw reader.refusal('a key repeats');
    reader.weight.items(1);
    members.set(key, readItem(reader, depth));
  });
  return members;
}

/** Writes a value in its one form: keys ascend by their bytes. */
export function writeValue(writer: FieldWriter, value: Value, depth = 0): void {
  writer.weight.items(1);
  writer.u8(TAGS.indexOf(value.type));
  switch (value.type) {
    case 'null':
      break;
    case 'bool':
      writer.u8(value.value ? 1 : 0);
      break;
    case 'i32':
      writer.i32(value.value);
      break;
    case 'i64':
      writer.i64(value.value);
      break;
    case 'f32':
      writer.f32(value.value);
      break;
    case 'f64':
      writer.f64(value.value);
      break;
    case 'string':
      writer.text(value.value);
      break;
    case 'bytes':
      writer.bytes(value.value);
      break;
    case 'array':
      begin(writer, depth, value.value.length);
      for (const item of value.value) writeValue(writer, item, depth + 1);
      break;
    case 'object':
      begin(writer, depth, value.value.size);
      for (const [key, inner] of ascending(value.value)) {
        writer.weight.items(1);
        writer.bytes(key);
        writeValue(writer, inner, depth + 1);
      }
      break;
  }
}

function begin(writer: FieldWriter, depth: number, count: number): void {
  if (depth === MAX_DEPTH) throw invalid(`values are nested deeper than ${MAX_DEPTH}`);
  writer.weight.container();
  writer.u32(count);
}

function ascending(members: ReadonlyMap<string, Value>): (readonly [Uint8Array, Value])[] {
  return [...members]
    .map(([key, value]) => [utf8(key), value] as const)
    .sort(([one], [other]) => compare(one, other));
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const common = Math.min(one.byteLength, other.byteLength);
  for (let i = 0; i < common; i++) {
    const difference = (one[i] as number) - (other[i] as number);
    if (difference !== 0) return difference;
  }
  return one.byteLength - other.byteLength;
}
