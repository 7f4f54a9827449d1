import { localError } from '../error.ts';
import { Flag, MAX_PAYLOAD, writeHeader } from './header.ts';
import { MessageType } from './message.ts';
import { CLIENT28, POSITION_V1, POSITION_V2, type RecordLayout } from './records.ts';

/** Nodes to send, as columns; what the record's layout has no place for may be left out. */
export interface Columns {
  readonly count: number;
  readonly ids: ArrayLike<number>;
  /** x, y, z by node. */
  readonly positions: ArrayLike<number>;
  readonly velocities?: ArrayLike<number>;
  readonly times?: ArrayLike<number>;
  readonly flags?: ArrayLike<number>;
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

/** As many messages as needed, back to back; all but the last are marked as followed by more (from version 3). */
function encodeRecords(type: number, version: number, layout: RecordLayout, columns: Columns): Uint8Array {
  const most = Math.floor(MAX_PAYLOAD / layout.size);
  const messages = Math.max(1, Math.ceil(columns.count / most));
  const bytes = new Uint8Array(4 * messages + columns.count * layout.size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let next = 0;
  for (let part = 1; part <= messages; part++) {
    const count = Math.min(most, columns.count - next);
    const followed = part < messages && version >= 3;
    at = writeHeader(view, at, type, followed ? version | Flag.MORE : version, count * layout.size);
    for (const end = next + count; next < end; next++, at += layout.size)
      writeRecord(view, at, layout, columns, next);
  }
  return bytes;
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
}

function writeTriple(view: DataView, at: number, from: ArrayLike<number>, i: number): void {
  for (let axis = 0; axis < 3; axis++) view.setFloat32(at + 4 * axis, from[3 * i + axis] ?? 0, true);
}
