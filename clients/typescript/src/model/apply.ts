import type { Records } from '../codec/records.ts';
import type { NodeTable } from './node-table.ts';

/** What came of a message of positions. */
export interface Applied {
  /** Slots that were written, behind those of earlier messages of the frame. */
  readonly end: number;
  /** Records of unknown nodes and of pinned ones, and such with NaN or infinity. */
  readonly ignored: number;
  /** Newest time among the written. */
  readonly time: number;
}

/**
 * Writes the records into the table: one pass over a DataView (records are not aligned), no object per node.
 * `time` is for records without one, and what newer ones are told from (signed difference, chapter 2).
 */
export function applyRecords(
  table: NodeTable,
  records: Records,
  time: number,
  slots: Uint32Array,
  begin: number,
): Applied {
  const { bytes, layout, count } = records;
  const { size, position, velocity, time: timeAt, idMask } = layout;
  const { positions, velocities, times, pins, index } = table;
  const wide = layout.idBytes === 4;
  let end = begin;
  let newest = time;
  for (let i = 0, at = 0; i < count; i++, at += size) {
    const id = ((wide ? bytes.getUint32(at, true) : bytes.getUint16(at, true)) & idMask) >>> 0;
    const slot = index.get(id);
    if (slot < 0 || pins[slot] === 1) continue;
    const x = bytes.getFloat32(at + position, true);
    const y = bytes.getFloat32(at + position + 4, true);
    const z = bytes.getFloat32(at + position + 8, true);
    // Sums of three f32 do not overflow a double: not finite means that one of them is not.
    if (!Number.isFinite(x + y + z)) continue;
    const to = 3 * slot;
    positions[to] = x;
    positions[to + 1] = y;
    positions[to + 2] = z;
    if (velocity >= 0) {
      velocities[to] = bytes.getFloat32(at + velocity, true);
      velocities[to + 1] = bytes.getFloat32(at + velocity + 4, true);
      velocities[to + 2] = bytes.getFloat32(at + velocity + 8, true);
    }
    const stamp = timeAt >= 0 ? bytes.getUint32(at + timeAt, true) : time;
    times[slot] = stamp;
    if (end === begin || ((stamp - newest) | 0) > 0) newest = stamp;
    slots[end++] = slot;
  }
  return { end, ignored: count - (end - begin), time: newest };
}
