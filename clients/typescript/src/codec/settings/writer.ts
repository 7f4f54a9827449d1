import { localError, type StarlingError } from '../../error.ts';
import type { Weight } from './weight.ts';

const UTF8 = new TextEncoder();
const LONE_SURROGATE = /\p{Surrogate}/u;
const U32 = 2 ** 32;

/** Writes little-endian fields into bytes that grow, and refuses what a field cannot say. */
export class FieldWriter {
  readonly weight: Weight;
  #bytes = new Uint8Array(64);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  constructor(weight: Weight) {
    this.weight = weight;
  }

  /** What was written, as a view. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  u8(value: number): void {
    const at = this.#room(1);
    this.#view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.#room(2);
    this.#view.setUint16(at, integer(value, 0, 2 ** 16), true);
  }

  u32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, integer(value, 0, U32), true);
  }

  i32(value: number): void {
    const at = this.#room(4);
    this.#view.setInt32(at, integer(value, -(2 ** 31), 2 ** 31), true);
  }

  u64(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) throw invalid(`${value} is no u64`);
    const at = this.#room(8);
    this.#view.setBigUint64(at, value, true);
  }

  i64(value: bigint): void {
    if (BigInt.asIntN(64, value) !== value) throw invalid(`${value} is no i64`);
    const at = this.#room(8);
    this.#view.setBigInt64(at, value, true);
  }

  f32(value: number): void {
    const at = this.#room(4);
    this.#view.setFloat32(at, number(value), true);
  }

  f64(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, number(value), true);
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.byteLength);
    this.#bytes.set(bytes, at);
  }

  /** Bytes behind their length, a u32. */
  bytes(bytes: Uint8Array): void {
    this.weight.copy(bytes.byteLength);
    this.u32(bytes.byteLength);
    this.raw(bytes);
  }

  /** UTF-8 behind its length, a u32. */
  text(text: string): void {
    this.bytes(utf8(text));
  }

  /** UTF-8 behind its length, a u16. */
  shortText(text: string): void {
    const bytes = utf8(text);
    if (bytes.byteLength > 65_535) throw invalid('a path is longer than 65,535 bytes');
    this.weight.copy(bytes.byteLength);
    this.u16(bytes.byteLength);
    this.raw(bytes);
  }

  #room(bytes: number): number {
    const at = this.#size;
    this.#size += bytes;
    if (this.#size > this.#bytes.byteLength) {
      const grown = new Uint8Array(Math.max(this.#size, 2 * this.#bytes.byteLength));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return at;
  }
}

export function utf8(text: string): Uint8Array {
  if (LONE_SURROGATE.test(text)) throw invalid('a surrogate stands alone');
  return UTF8.encode(text);
}

export function invalid(message: string): StarlingError {
  return localError('validation', 'VALIDATION_ERROR', message);
}

function integer(value: number, from: number, below: number): number {
  if (!Number.isInteger(value) || value < from || value >= below) {
    throw invalid(`${value} is no integer from ${from} to ${below - 1}`);
  }
  return value;
}

function number(value: number): number {
  if (Number.isNaN(value)) throw invalid('NaN is no value');
  return value;
}
