import { type Projection, projectTo, type ScreenPoint } from '../camera/projection.ts';
import { STRIDE } from '../motion/field.ts';

/** How many nodes are looked at for a label in one go: bounds the work, far above what fits on a screen. */
const MOST = 220;

export interface OnScreen extends ScreenPoint {
  slot: number;
  radius: number;
}

/**
 * Nodes on the screen in the order of `slots`, which lists them by importance; each once. `farthest` leaves out
 * what fog hides, `first` (the focus and its neighbours) come before all and from any depth.
 */
export function onScreen(
  place: Float32Array,
  slots: Uint32Array,
  first: readonly number[],
  view: Projection,
  farthest: number,
): OnScreen[] {
  const found: OnScreen[] = [];
  const point: ScreenPoint = { x: 0, y: 0, depth: 0 };
  const look = (slot: number, limit: number): void => {
    const p = slot * STRIDE;
    const size = place[p + 3] as number;
    projectTo(view, place[p] as number, place[p + 1] as number, place[p + 2] as number, point);
    if (point.depth <= 0.5 || point.depth > limit || size <= 0) return;
    if (point.x < 0 || point.y < 0 || point.x > view.width || point.y > view.height) return;
    found.push({ ...point, slot, radius: (size * view.focal) / point.depth });
  };
  for (const slot of first) look(slot, Number.POSITIVE_INFINITY);
  const named = new Set(first);
  for (let i = 0; i < slots.length && found.length < MOST; i++) {
    const slot = slots[i] as number;
    if (!named.has(slot)) look(slot, farthest);
  }
  return found;
}

/** Slots by how much they matter: many links first, then quality; equal ones stay in the order of their ids. */
export function byImportance(
  count: number,
  degree: (slot: number) => number,
  quality: (slot: number) => number,
): Uint32Array {
  const weight = new Float32Array(count);
  for (let i = 0; i < count; i++) weight[i] = degree(i) + quality(i) * 0.9;
  return Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (weight[b] as number) - (weight[a] as number) || a - b,
  );
}
