import { malformed } from '../header.ts';
import { HASH_BYTES } from './message.ts';
import type { Weight } from './weight.ts';

/** Reads little-endian fields and trusts none of them: what is not there is refused before anything is made for it. */
export class FieldReader {
  readonly weight: Weight;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  /** The least that the rest of the lists that are open takes: no list inside may claim it too. */
  #owed = 0;

  constructor(body: Uint8Array, weight: Weight) {
    this.weight = weight;
    // Not as it came: the slice of a Node Buffer is no copy.
    this.#bytes = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    weight.body(body.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true);
  }

  f32(): number {
    return this.#number(this.#view.getFloat32(this.#take(4), true));
  }

  f64(): number {
    return this.#number(this.#view.getFloat64(this.#take(8), true));
  }

  bool(): boolean {
    const value = this.u8();
    if (value > 1) throw this.refusal('a bool is neither 0 nor 1');
    return value === 1;
  }

  /** Bytes behind their length, a u32; a copy, since what came may be reused. */
  bytes(): Uint8Array {
    return this.#copied(this.#length(this.u32())).slice();
  }

  hash(): Uint8Array {
    const at = this.#take(HASH_BYTES);
    return this.#bytes.slice(at, at + HASH_BYTES);
  }

  /** UTF-8 behind its length, a u32. */
  text(): string {
    return this.#text(this.#length(this.u32()));
  }

  /** UTF-8 behind its length, a u16. */
  shortText(): string {
    return this.#text(this.#length(this.u16()));
  }

  /** A count, a u32, and as many elements of at least so many bytes each. */
  list<T>(elementBytes: number, element: () => T): T[] {
    const count = this.u32();
    if (count * elementBytes > this.#left - this.#owed) {
      throw this.refusal(`${count} elements cannot be in what is left`);
    }
    this.#owed += count * elementBytes;
    this.weight.items(count);
    const list: T[] = [];
    for (let i = 0; i < count; i++) {
      this.#owed -= elementBytes;
      list.push(element());
    }
    return list;
  }

  requireEnd(): void {
    if (this.#left !== 0) throw this.refusal(`${this.#left} bytes are left over`);
  }

  refusal(message: string): Error {
    return malformed(`${message} at byte ${this.#at} of the body`);
  }

  get #left(): number {
    return this.#bytes.byteLength - this.#at;
  }

  #number(value: number): number {
    if (Number.isNaN(value)) throw this.refusal('NaN is no value');
    return value;
  }

  #text(length: number): string {
    const bytes = this.#copied(length);
    try {
      return UTF8.decode(bytes);
    } catch {
      throw this.refusal('a text is no UTF-8');
    }
  }

  #length(declared: number): number {
    if (declared > this.#left - this.#owed) {
      throw this.refusal(`${declared} bytes are more than what is left`);
    }
    return declared;
  }

  #copied(length: number): Uint8Array {
    this.weight.copy(length);
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (this.#left < bytes) throw this.refusal('the message is cut off');
    this.#at = at + bytes;
    return at;
  }
}

/** Strict, and keeps a byte order mark, which is a character like any other here. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
