import { localError, type StarlingError } from '../error.ts';
import { MessageType } from './message.ts';
import { fits } from './payload.ts';

/** Bits of the version byte's high nibble, from version 3. */
export const Flag = { ZLIB: 0x10, BROTLI: 0x20, MORE: 0x80 } as const;

export const MAX_PAYLOAD = 65_535;

/** Header: 0 type u8 · 1 version u8 (low nibble 1–4, high nibble flags) · 2 payload length u16 · in 0x01 only: 4 graph u8. */
export interface Header {
  readonly type: number;
  readonly version: number;
  readonly more: boolean;
  /** The payload is compressed, and of a length that nobody has checked yet. */
  readonly zlib: boolean;
  /** In 0x01 only. */
  readonly graph: 'knowledge' | 'ontology' | undefined;
  /** Offset of the header in the frame. */
  readonly at: number;
  /** Offsets of the payload in the frame; `end` is where the next header begins. */
  readonly begin: number;
  readonly end: number;
}

export function malformed(message: string): StarlingError {
  return localError('protocol', 'MALFORMED_FRAME', message);
}

/**
 * Reads the header at `at` and makes sure that its payload is there and of a length that its type can have.
 * `compressed` says whether it may be compressed by zlib; brotli is refused, since this client never asks for it.
 */
export function readHeader(view: DataView, at: number, compressed = false): Header {
  if (view.byteLength - at < 4) throw malformed(`a header is cut off at byte ${at}`);
  const type = view.getUint8(at);
  const version = view.getUint8(at + 1) & 0x0f;
  const flags = view.getUint8(at + 1) & 0xf0;
  if (version < 1 || version > 4) {
    throw localError('protocol', 'PROTOCOL_VERSION_MISMATCH', `version ${version} is not one of 1 to 4`);
  }
  const agreed = compressed ? Flag.MORE | Flag.ZLIB : Flag.MORE;
  if ((flags & ~agreed) !== 0 || (flags !== 0 && version < 3)) {
    throw malformed(`flags 0x${flags.toString(16)} were not agreed on`);
  }
  const begin = at + (type === MessageType.GRAPH_UPDATE ? 5 : 4);
  const end = begin + view.getUint16(at + 2, true);
  const graph = type === MessageType.GRAPH_UPDATE ? readGraph(view, at + 4) : undefined;
  if (end > view.byteLength) throw malformed(`a payload ends at byte ${end} of ${view.byteLength}`);
  const zlib = (flags & Flag.ZLIB) !== 0;
  if (!zlib && !fits(type, version, end - begin)) {
    throw malformed(
      `a message 0x${type.toString(16)} of version ${version} cannot have ${end - begin} bytes`,
    );
  }
  return { type, version, more: (flags & Flag.MORE) !== 0, zlib, graph, at, begin, end };
}

function readGraph(view: DataView, at: number): 'knowledge' | 'ontology' {
  const graph = at < view.byteLength ? view.getUint8(at) : 0;
  if (graph !== 1 && graph !== 2) throw malformed('the graph flag is neither 1 nor 2');
  return graph === 1 ? 'knowledge' : 'ontology';
}

/** Writes a header without flags and says where the payload begins. */
export function writeHeader(
  view: DataView,
  at: number,
  type: number,
  version: number,
  length: number,
): number {
  view.setUint8(at, type);
  view.setUint8(at + 1, version);
  view.setUint16(at + 2, length, true);
  return at + 4;
}

/** A message with this payload length and room for it; `fill` writes the payload. */
export function message(
  type: number,
  version: number,
  length: number,
  fill: (view: DataView, at: number) => void,
): Uint8Array {
  const bytes = new Uint8Array(4 + length);
  const view = new DataView(bytes.buffer);
  fill(view, writeHeader(view, 0, type, version, length));
  return bytes;
}

/** Records of one update; `graph` is the fifth header byte of 0x01. */
export interface Parts {
  readonly type: number;
  readonly version: number;
  /** Of a record. */
  readonly size: number;
  readonly count: number;
  readonly graph?: 1 | 2;
}

/** As many messages as needed, back to back; all but the last are marked as followed by more (from version 3). */
export function encodeParts(
  { type, version, size, count, graph }: Parts,
  write: (view: DataView, at: number, index: number) => void,
): Uint8Array {
  const most = Math.floor(MAX_PAYLOAD / size);
  const messages = Math.max(1, Math.ceil(count / most));
  const bytes = new Uint8Array((graph === undefined ? 4 : 5) * messages + count * size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let next = 0;
  for (let part = 1; part <= messages; part++) {
    const end = Math.min(count, next + most);
    const followed = part < messages && version >= 3;
    at = writeHeader(view, at, type, followed ? version | Flag.MORE : version, (end - next) * size);
    if (graph !== undefined) view.setUint8(at++, graph);
    for (; next < end; next++, at += size) write(view, at, next);
  }
  return bytes;
}
