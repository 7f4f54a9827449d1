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
    let at = this.#at;
    let bits = 0;
    let held = 0;
    for (let i = 0; i < count; i++) {
      let zeros = 0;
      while (bits === 0) {
        zeros += held;
        if (this.#end - at >= 4) {
          bits = view.getInt32(at, true);
          at += 4;
          held = 32;
        } else {
          if (at === this.#end) throw this.refusal('the update is cut off');
          bits = view.getUint8(at++);
          held = 8;
        }
      }
      const below = 31 - Math.clz32(bits & -bits);
      zeros += below;
      if (zeros > most) throw this.refusal('a number has more than 32 bits');
      into[i] = (into[i] as number) | (zeros << shift);
      bits = below === 31 ? 0 : bits >>> (below + 1);
      held -= below + 1;
    }
    // Whole bytes behind the last one belong to what comes next.
    at -= held >>> 3;
    if ((bits & ((1 << (held & 7)) - 1)) !== 0) throw this.refusal('a column is not filled with zeros');
    this.#at = at;
  }

  /** Unsigned numbers of `width` bits, the lowest bit of the first byte first. */
  #packed(into: Int32Array, count: number, width: number): void {
    const view = this.#view;
    let left = (count * width + 7) >>> 3;
    let at = this.#take(left);
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
    if (bits !== 0) throw this.refusal('a column is not filled with zeros');
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
