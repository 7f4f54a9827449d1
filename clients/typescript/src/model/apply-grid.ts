import type { NodeTable } from './node-table.ts';

/** Positions as a compact stream has them: by index of its keyframe, on a grid. */
export interface GridPositions {
  readonly ids: Uint32Array;
  readonly axes: readonly [Int32Array, Int32Array, Int32Array];
  readonly quantum: number;
  readonly time: number;
}

/** Writes the positions at these indices into the table and their slots into `slots`; says how many. */
export function applyGrid(
  table: NodeTable,
  stream: GridPositions,
  indices: Uint32Array,
  slots: Uint32Array,
): number {
  const { ids, quantum, time } = stream;
  const [x, y, z] = stream.axes;
  const { positions, times, pins, index: slotOf } = table;
  let count = 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    const slot = slotOf.get(ids[index] as number);
    if (slot < 0 || pins[slot] === 1) continue;
    const to = 3 * slot;
    positions[to] = (x[index] as number) * quantum;
    positions[to + 1] = (y[index] as number) * quantum;
    positions[to + 2] = (z[index] as number) * quantum;
    times[slot] = time;
    slots[count++] = slot;
  }
  return count;
}
