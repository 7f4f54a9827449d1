import { malformed } from './header.ts';

/** The first coding in unary. */
const UNARY = 33;

/** Reads bytes, varints and columns of packed bits, and trusts none of them; layout in docs/protocol-compact.md. */
export class PackedReader {
  readonly #view: DataView;
  readonly #end: number;
  #at: number;

  constructor(view: DataView, begin: number, end: number) {
    this.#view = view;
    this.#at = begin;
    this.#end = end;
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

  f32(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  /** Seven bits a byte, the lowest first. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = this.u8();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        if (shift === 28 && next > 0x0f) throw this.refusal('a number has more than 32 bits');
        return value >>> 0;
      }
    }
    throw this.refusal('a number does not end');
  }

  /** The values of a column: of a width up to 32 bits, or in Rice's coding with the parameter `coding - 33`. */
  values(into: Int32Array, count: number, coding: number): void {
    if (coding <= 32) {
      this.#packed(into, count, coding);
    } else {
      this.#packed(into, count, coding - UNARY);
      this.#addUnary(into, count, coding - UNARY);
    }
  }

  /** What is above the low bits: so many zeros and a one for each. */
  #addUnary(into: Int32Array, count: number, shift: number): void {
    const view = this.#view;
    const most = 0xffff_ffff >>> shift;
    const lastWord = this.#end - 4;
    let bit = 8 * this.#at;
    for (let i = 0; i < count; i++) {
      const first = bit;
      for (;;) {
        const at = bit >>> 3;
        const skip = bit & 7;
        const word = (at <= lastWord ? view.getInt32(at, true) : this.#rest(at)) >>> skip;
        if (word !== 0) {
          bit += 31 - Math.clz32(word & -word);
          break;
        }
        bit += 32 - skip;
      }
      const zeros = bit - first;
      if (zeros > most) throw this.refusal('a number has more than 32 bits');
      into[i] = (into[i] as number) | (zeros << shift);
      bit++;
    }
    const behind = (bit + 7) >>> 3;
    if ((bit & 7) !== 0 && view.getUint8(behind - 1) >>> (bit & 7) !== 0) {
      throw this.refusal('a column is not filled with zeros');
    }
    this.#at = behind;
  }

  /** The last bytes, fewer than four. */
  #rest(at: number): number {
    if (at >= this.#end) throw this.refusal('the update is cut off');
    let word = 0;
    for (let byte = at; byte < this.#end; byte++) word |= this.#view.getUint8(byte) << (8 * (byte - at));
    return word;
  }

  /** Unsigned numbers of `width` bits, the lowest bit of the first byte first. */
  #packed(into: Int32Array, count: number, width: number): void {
    const bytes = (count * width + 7) >>> 3;
    const at = this.#take(bytes);
    // One load holds a number and the up to seven bits before it.
    if (width <= 25 && at + bytes + 4 <= this.#view.byteLength) this.#short(into, count, width, at);
    else this.#long(into, count, width, at, bytes);
    const over = (count * width) & 7;
    if (over !== 0 && this.#view.getUint8(at + bytes - 1) >>> over !== 0) {
      throw this.refusal('a column is not filled with zeros');
    }
  }

  #short(into: Int32Array, count: number, width: number, at: number): void {
    const view = this.#view;
    const mask = (1 << width) - 1;
    let bit = 8 * at;
    for (let i = 0; i < count; i++) {
      into[i] = (view.getInt32(bit >>> 3, true) >>> (bit & 7)) & mask;
      bit += width;
    }
  }

  /** Of any width, and up to the last byte. */
  #long(into: Int32Array, count: number, width: number, begin: number, bytes: number): void {
    const view = this.#view;
    let left = bytes;
    let at = begin;
    const mask = width === 32 ? -1 : (1 << width) - 1;
    let bits = 0;
    let held = 0;
    for (let i = 0; i < count; i++) {
      if (held >= width) {
        into[i] = bits & mask;
        bits = width === 32 ? 0 : bits >>> width;
        held -= width;
        continue;
      }
      let word: number;
      let loaded = 32;
      if (left >= 4) {
        word = view.getInt32(at, true);
      } else {
        word = 0;
        for (let byte = 0; byte < left; byte++) word |= view.getUint8(at + byte) << (8 * byte);
        loaded = 8 * left;
      }
      at += loaded >>> 3;
      left -= loaded >>> 3;
      into[i] = (bits | (word << held)) & mask;
      const used = width - held;
      bits = used === 32 ? 0 : word >>> used;
      held = loaded - used;
    }
  }

  requireEnd(): void {
    if (this.#at !== this.#end) throw this.refusal(`${this.#end - this.#at} bytes are left over`);
  }

  refusal(message: string): Error {
    return malformed(`${message} at byte ${this.#at}`);
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (this.#end - at < bytes) throw this.refusal('the update is cut off');
    this.#at = at + bytes;
    return at;
  }
}

export function unzigzag(coded: number): number {
  return (coded >>> 1) ^ -(coded & 1);
}
