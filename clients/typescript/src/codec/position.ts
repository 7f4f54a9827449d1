import { localError } from '../error.ts';
import { AGENT_V1, AGENT_V2 } from './agent-records.ts';
import { encodeParts } from './header.ts';
import { MessageType } from './message.ts';
import { CLIENT28, POSITION_V1, POSITION_V2, type RecordLayout } from './records.ts';

/** Nodes or agents to send, as columns; what the record's layout has no place for may be left out. */
export interface Columns {
  readonly count: number;
  readonly ids: ArrayLike<number>;
  /** x, y, z by node. */
  readonly positions: ArrayLike<number>;
  readonly velocities?: ArrayLike<number>;
  readonly times?: ArrayLike<number>;
  readonly flags?: ArrayLike<number>;
  /** Health, cpu, memory and workload by agent. */
  readonly loads?: ArrayLike<number>;
  readonly tokens?: ArrayLike<number>;
}

/** Message 0x10: records of 19 B in version 1, of 21 B from version 2. */
export function encodePositions(version: number, columns: Columns): Uint8Array {
  return encodeRecords(
    MessageType.POSITION_UPDATE,
    version,
    version === 1 ? POSITION_V1 : POSITION_V2,
    columns,
  );
}

/** Message 0x12: `client28` records; the ids may carry type bits. */
export function encodeVelocities(version: number, columns: Columns): Uint8Array {
  return encodeRecords(MessageType.VELOCITY_UPDATE, version, CLIENT28, columns);
}

/** Message 0x11, as {@link encodePositions}. */
export function encodeAgentPositions(version: number, columns: Columns): Uint8Array {
  const layout = version === 1 ? POSITION_V1 : POSITION_V2;
  return encodeRecords(MessageType.AGENT_POSITIONS, version, layout, columns);
}

/** Message 0x20: records of 47 B in version 1, of 49 B from version 2. */
export function encodeAgentStates(version: number, columns: Columns): Uint8Array {
  const layout = version === 1 ? AGENT_V1 : AGENT_V2;
  return encodeRecords(MessageType.AGENT_STATE_FULL, version, layout, columns);
}

/** Message 0x01: `client28` records of one graph. */
export function encodeGraphUpdate(
  version: number,
  graph: 'knowledge' | 'ontology',
  columns: Columns,
): Uint8Array {
  return encodeRecords(MessageType.GRAPH_UPDATE, version, CLIENT28, columns, graph === 'knowledge' ? 1 : 2);
}

function encodeRecords(
  type: number,
  version: number,
  layout: RecordLayout,
  columns: Columns,
  graph?: 1 | 2,
): Uint8Array {
  const parts = { type, version, size: layout.size, count: columns.count };
  return encodeParts(graph === undefined ? parts : { ...parts, graph }, (view, at, i) =>
    writeRecord(view, at, layout, columns, i),
  );
}

function writeRecord(view: DataView, at: number, layout: RecordLayout, columns: Columns, i: number): void {
  const id = columns.ids[i] as number;
  if (id > (layout.idBytes === 4 ? 0xffff_ffff : 0xffff)) {
    throw localError(
      'protocol',
      'UPGRADE_REQUIRED',
      `node ${id} has no place in a ${layout.size} byte record`,
    );
  }
  if (layout.idBytes === 4) view.setUint32(at, id, true);
  else view.setUint16(at, id, true);
  writeTriple(view, at + layout.position, columns.positions, i);
  if (layout.velocity >= 0 && columns.velocities !== undefined) {
    writeTriple(view, at + layout.velocity, columns.velocities, i);
  }
  if (layout.time >= 0) view.setUint32(at + layout.time, columns.times?.[i] ?? 0, true);
  if (layout.flags >= 0) view.setUint8(at + layout.flags, columns.flags?.[i] ?? 0);
  if (layout.load >= 0) {
    for (let gauge = 0; gauge < 4; gauge++) {
      view.setFloat32(at + layout.load + 4 * gauge, columns.loads?.[4 * i + gauge] ?? 0, true);
    }
  }
  if (layout.tokens >= 0) view.setUint32(at + layout.tokens, columns.tokens?.[i] ?? 0, true);
}

function writeTriple(view: DataView, at: number, from: ArrayLike<number>, i: number): void {
  for (let axis = 0; axis < 3; axis++) view.setFloat32(at + 4 * axis, from[3 * i + axis] ?? 0, true);
}
