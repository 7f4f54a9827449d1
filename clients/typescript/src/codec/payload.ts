import { MessageType } from './message.ts';

/** Sizes of a payload in version 1, 2 and from 3; `least` for those without a fixed one. */
type Size =
  | { readonly records: readonly [number, number, number] }
  | { readonly exactly: readonly number[] }
  | { readonly least: number };

const POSITIONS: Size = { records: [19, 21, 21] };
const NODES: Size = { records: [28, 28, 28] };
const AGENTS: Size = { records: [47, 49, 49] };
const VOICE: Size = { least: 7 };
const FOUR: Size = { exactly: [4, 4, 4] };

/** All types of chapter 2, also those that this client skips: a payload that does not fit its type is a lie. */
const SIZES: ReadonlyMap<number, Size> = new Map<number, Size>([
  [MessageType.GRAPH_UPDATE, NODES],
  [0x02, VOICE],
  [MessageType.POSITION_UPDATE, POSITIONS],
  [0x11, POSITIONS],
  [MessageType.VELOCITY_UPDATE, NODES],
  [MessageType.COMPACT_UPDATE, { least: 15 }],
  [0x20, AGENTS],
  [0x21, { least: 3 }],
  [0x22, { exactly: [22, 24, 24] }],
  [MessageType.CONTROL_BITS, { exactly: [1, 1, 1] }],
  [0x31, { records: [10, 12, 14] }],
  // 5 bytes of a client, 28 of a server: codec/handshake.ts tells them apart.
  [MessageType.HANDSHAKE, { least: 5 }],
  [MessageType.HEARTBEAT, { exactly: [8, 8, 8] }],
  [0x34, { exactly: [20, 20, 20] }],
  [0x40, VOICE],
  [0x41, FOUR],
  [0x42, FOUR],
  [MessageType.ERROR, { least: 2 }],
]);

/** Whether a payload of this type and version can be so long; an unknown type can have any length. */
export function fits(type: number, version: number, length: number): boolean {
  const size = SIZES.get(type);
  if (size === undefined) return true;
  if ('least' in size) return length >= size.least;
  const column = Math.min(version, 3) - 1;
  return 'exactly' in size
    ? length === size.exactly[column]
    : length % (size.records[column] as number) === 0;
}
