import { malformed } from './header.ts';
import type { Format } from './message.ts';
import { type RecordLayout, type Records, recordsOf } from './records.ts';

/** The longest frame of a headerless stream. */
const MOST_BYTES = 65_536;

/**
 * Node `wire34`: 0 id u16, 15 agent, 14 knowledge, 14 bits of id · 2 position 3 × f32 · 14 velocity 3 × f32 ·
 * 26 distance f32 · 30 parent i32.
 */
export const WIRE34: RecordLayout = {
  size: 34,
  idBytes: 2,
  idMask: 0x3fff,
  position: 2,
  velocity: 14,
  time: -1,
  flags: -1,
  path: 26,
  computed: -1,
  load: -1,
  tokens: -1,
};

/** Node `wire36`: `wire34` with id u32, type bits above bit 25. */
export const WIRE36: RecordLayout = {
  size: 36,
  idBytes: 4,
  idMask: 0x03ffffff,
  position: 4,
  velocity: 16,
  time: -1,
  flags: -1,
  path: 28,
  computed: -1,
  load: -1,
  tokens: -1,
};

/** Node `compute48`: `wire36` and behind it 36 cluster i32 · 40 centrality f32 · 44 mass f32. */
export const COMPUTE48: RecordLayout = { ...WIRE36, size: 48, computed: 36 };

/** How the records of this format lie; undefined where its messages have headers. */
export function headerlessLayout(format: Format): RecordLayout | undefined {
  switch (format) {
    case 'wire34':
      return WIRE34;
    case 'wire36':
      return WIRE36;
    case 'compute48':
      return COMPUTE48;
    case 'position':
    case 'client28':
    case 'compact':
      return undefined;
  }
}

/**
 * Lays records over a frame of a headerless stream. What is not whole records, or longer than 64 KiB, throws a
 * StarlingError `MALFORMED_FRAME`; an empty frame holds none.
 */
export function decodeHeaderless(layout: RecordLayout, bytes: Uint8Array): Records {
  const { byteLength } = bytes;
  if (byteLength > MOST_BYTES) throw malformed(`${byteLength} bytes are more than ${MOST_BYTES} of a frame`);
  if (byteLength % layout.size !== 0)
    throw malformed(`${byteLength} bytes are not records of ${layout.size}`);
  return recordsOf(layout, new DataView(bytes.buffer, bytes.byteOffset, byteLength), 0, byteLength);
}
