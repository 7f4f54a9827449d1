import { StarlingError } from '../error.ts';
import { type Header, MAX_PAYLOAD, malformed, readHeader } from './header.ts';
import { isKnown } from './payload.ts';

/** Inflates a zlib stream, or rejects: what is no whole stream, has bytes behind it, or gives more than `most`. */
export type Inflater = (compressed: Uint8Array, most: number) => Promise<Uint8Array>;

/** Beyond it a payload is taken for a bomb. */
const MAX_RATIO = 64;

/** Whether any message of the frame is compressed. Throws as {@link inflateFrame} does. */
export function isCompressed(frame: Uint8Array): boolean {
  return headersOf(frame).some((header) => header.zlib);
}

/**
 * The same frame without compression, for `decodeFrame`. Rejects with a StarlingError `MALFORMED_FRAME` when
 * a payload does not inflate, or to more than 64 times its size or 65,535 bytes.
 */
export async function inflateFrame(frame: Uint8Array, inflate: Inflater): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const header of headersOf(frame)) {
    const payload = frame.subarray(header.begin, header.end);
    // What nobody reads need not be inflated.
    const plain = header.zlib && isKnown(header.type) ? await inflated(payload, inflate) : payload;
    parts.push(plainHeader(frame.subarray(header.at, header.begin), plain.length), plain);
  }
  return concat(parts);
}

function headersOf(frame: Uint8Array): Header[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const headers: Header[] = [];
  for (let at = 0; at < frame.byteLength; ) {
    const header = readHeader(view, at, true);
    headers.push(header);
    at = header.end;
  }
  return headers;
}

async function inflated(payload: Uint8Array, inflate: Inflater): Promise<Uint8Array> {
  const most = Math.min(MAX_PAYLOAD, MAX_RATIO * payload.length);
  try {
    const plain = await inflate(payload, most);
    if (plain.length <= most) return plain;
  } catch (error) {
    if (error instanceof StarlingError) throw error;
    throw malformed('a payload is no zlib stream');
  }
  throw malformed(`a payload inflates to more than ${most} bytes`);
}

function plainHeader(header: Uint8Array, length: number): Uint8Array {
  const plain = header.slice();
  plain[1] = (plain[1] as number) & 0x8f;
  new DataView(plain.buffer).setUint16(2, length, true);
  return plain;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** An inflater by the platform's DecompressionStream, which browsers and Node have. */
export const streamInflater: Inflater = async (compressed, most) => {
  const source = new Blob([compressed as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    bytes += next.value.length;
    if (bytes > most) {
      await reader.cancel().catch(() => undefined);
      throw malformed(`a payload inflates to more than ${most} bytes`);
    }
  }
  const all = concat(parts);
  requireSum(compressed, all);
  return all;
};

/** Not every platform refuses bytes behind the stream; behind them the sum is not the last that there is. */
function requireSum(compressed: Uint8Array, plain: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = compressed;
  const sum = byteLength < 4 ? -1 : new DataView(buffer, byteOffset, byteLength).getUint32(byteLength - 4);
  if (sum !== adler32(plain)) throw malformed('bytes are left behind the zlib stream');
}

/** RFC 1950, chapter 8.2. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; i++) {
    a = (a + (bytes[i] as number)) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}
