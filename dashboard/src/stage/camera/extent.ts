import type { LiveGraph } from '../../app/ports.ts';
import { STRIDE } from '../motion/field.ts';
import type { Vec3 } from './vec.ts';

/** Middle and reach of a cloud of points. */
export interface Extent {
  centre: Vec3;
  radius: number;
}

/**
 * The ball that holds `share` of the points around their mean: a few far outliers must not shrink the rest to a dot.
 * `xyz` has `stride` floats per point.
 */
export function extentOf(xyz: Float32Array, count: number, stride: number, share = 0.97): Extent {
  const centre = { x: 0, y: 0, z: 0 };
  if (count === 0) return { centre, radius: 100 };
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    centre.x += (xyz[p] as number) / count;
    centre.y += (xyz[p + 1] as number) / count;
    centre.z += (xyz[p + 2] as number) / count;
  }
  const reach = new Float32Array(count);
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    const x = (xyz[p] as number) - centre.x;
    const y = (xyz[p + 1] as number) - centre.y;
    const z = (xyz[p + 2] as number) - centre.z;
    reach[i] = Math.hypot(x, y, z);
  }
  reach.sort();
  const at = Math.min(count - 1, Math.floor(count * share));
  return { centre, radius: Math.max(20, reach[at] as number) };
}

/** The ball around one node and its neighbours, wide enough that the node is not alone on the screen. */
export function extentAround(place: Float32Array, slot: number, neighbours: Uint32Array): Extent {
  const p = slot * STRIDE;
  const centre = { x: place[p] as number, y: place[p + 1] as number, z: place[p + 2] as number };
  let radius = 40;
  for (const n of neighbours) {
    const q = n * STRIDE;
    const d = Math.hypot(
      (place[q] as number) - centre.x,
      (place[q + 1] as number) - centre.y,
      (place[q + 2] as number) - centre.z,
    );
    radius = Math.max(radius, Math.min(d, 160));
  }
  return { centre, radius };
}

const SAMPLES = 2000;

/** Median length of the edges, from at most 2,000 of them; 30 where there are none. */
export function typicalEdge(
  graph: Pick<LiveGraph, 'edgeCount' | 'edgeSource' | 'edgeTarget' | 'positions'>,
): number {
  const { edgeCount, edgeSource, edgeTarget, positions } = graph;
  if (edgeCount === 0) return 30;
  const hop = Math.max(1, Math.floor(edgeCount / SAMPLES));
  const lengths = new Float32Array(Math.ceil(edgeCount / hop));
  for (let i = 0, k = 0; i < edgeCount; i += hop, k++) {
    const a = (edgeSource[i] as number) * 3;
    const b = (edgeTarget[i] as number) * 3;
    lengths[k] = Math.hypot(
      (positions[a] as number) - (positions[b] as number),
      (positions[a + 1] as number) - (positions[b + 1] as number),
      (positions[a + 2] as number) - (positions[b + 2] as number),
    );
  }
  lengths.sort();
  return Math.max(1, lengths[lengths.length >> 1] as number);
}

const ROOM_SAMPLES = 32;

/** Median distance of a node to the one nearest to it, from 32 of them; infinite for fewer than two nodes. */
export function typicalRoom(graph: Pick<LiveGraph, 'count' | 'positions'>): number {
  const { count, positions } = graph;
  if (count < 2) return Number.POSITIVE_INFINITY;
  const samples = Math.min(ROOM_SAMPLES, count);
  const nearest = new Float32Array(samples);
  for (let k = 0; k < samples; k++) {
    const a = Math.floor((k * count) / samples) * 3;
    const x = positions[a] as number;
    const y = positions[a + 1] as number;
    const z = positions[a + 2] as number;
    let least = Number.POSITIVE_INFINITY;
    for (let b = 0; b < count * 3; b += 3) {
      const dx = (positions[b] as number) - x;
      const dy = (positions[b + 1] as number) - y;
      const dz = (positions[b + 2] as number) - z;
      const d = dx * dx + dy * dy + dz * dz;
      if (d < least && b !== a) least = d;
    }
    nearest[k] = Math.sqrt(least);
  }
  nearest.sort();
  return Math.max(1, nearest[samples >> 1] as number);
}
