import { MessageType } from './message.ts';

/** Sizes of a payload in version 1, 2 and from 3; `least` for those without a fixed one, `leastWide` from version 2. */
type Size =
  | { readonly records: readonly [number, number, number] }
  | { readonly exactly: readonly number[] }
  | { readonly least: number; readonly leastWide?: number };

const POSITIONS: Size = { records: [19, 21, 21] };
const NODES: Size = { records: [28, 28, 28] };
const AGENTS: Size = { records: [47, 49, 49] };
const VOICE: Size = { least: 7 };
const FOUR: Size = { exactly: [4, 4, 4] };

/** All types of chapter 2, also those that this client skips: a payload that does not fit its type is a lie. */
const SIZES: ReadonlyMap<number, Size> = new Map<number, Size>([
  [MessageType.GRAPH_UPDATE, NODES],
  [MessageType.VOICE_DATA, VOICE],
  [MessageType.POSITION_UPDATE, POSITIONS],
  [MessageType.AGENT_POSITIONS, POSITIONS],
  [MessageType.VELOCITY_UPDATE, NODES],
  [MessageType.COMPACT_UPDATE, { least: 15 }],
  [MessageType.AGENT_STATE_FULL, AGENTS],
  [MessageType.AGENT_STATE_DELTA, { least: 3, leastWide: 5 }],
  [MessageType.AGENT_HEALTH, { exactly: [22, 24, 24] }],
  [MessageType.CONTROL_BITS, { exactly: [1, 1, 1] }],
  [MessageType.SSSP_DATA, { records: [10, 12, 14] }],
  // 5 bytes of a client, 28 of a server: codec/handshake.ts tells them apart.
  [MessageType.HANDSHAKE, { least: 5 }],
  [MessageType.HEARTBEAT, { exactly: [8, 8, 8] }],
  [MessageType.BROADCAST_ACK, { exactly: [20, 20, 20] }],
  [MessageType.VOICE_CHUNK, VOICE],
  [MessageType.VOICE_START, FOUR],
  [MessageType.VOICE_END, FOUR],
  [MessageType.ERROR, { least: 2 }],
]);

/** Whether it is a type of chapter 2. */
export function isKnown(type: number): boolean {
  return SIZES.has(type);
}

/** Whether a payload of this type and version can be so long; an unknown type can have any length. */
export function fits(type: number, version: number, length: number): boolean {
  const size = SIZES.get(type);
  if (size === undefined) return true;
  if ('least' in size) return length >= (version === 1 ? size.least : (size.leastWide ?? size.least));
  const column = Math.min(version, 3) - 1;
  return 'exactly' in size
    ? length === size.exactly[column]
    : length % (size.records[column] as number) === 0;
}
