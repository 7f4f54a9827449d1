import { axesOf, type Pose } from './pose.ts';
import { add, type Vec3 } from './vec.ts';

/** Half of what the lens sees, as tangents, of the part of the window that panels leave free. */
export interface Lens {
  tanX: number;
  tanY: number;
}

export interface Framing {
  target: Vec3;
  distance: number;
}

/** Share of the points that must be seen, and room around them. */
const SHARE = 0.985;
const ROOM = 1.09;

/**
 * Where a camera that looks the way `pose` does stands best to see a cloud of points whole: nearer than a ball
 * around them would ask for. A few far outliers may be cut off. `xyz` has 3 floats per point.
 */
export function frameAll(
  xyz: Float32Array,
  count: number,
  pose: Pick<Pose, 'yaw' | 'pitch' | 'frame'>,
  lens: Lens,
): Framing {
  const origin = { x: 0, y: 0, z: 0 };
  if (count === 0) return { target: origin, distance: 300 };
  const axes = axesOf(pose);
  const across = along(xyz, count, axes.right);
  const up = along(xyz, count, axes.up);
  const away = along(xyz, count, axes.forward);
  const midX = middle(across);
  const midY = middle(up);
  const midZ = middle(away);
  const needed = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const sideways = Math.abs((across[i] as number) - midX) / lens.tanX;
    const upwards = Math.abs((up[i] as number) - midY) / lens.tanY;
    needed[i] = Math.max(sideways, upwards) * ROOM - ((away[i] as number) - midZ);
  }
  needed.sort();
  const distance = Math.max(60, needed[Math.ceil(SHARE * count) - 1] as number);
  const target = add(add(add(origin, axes.right, midX), axes.up, midY), axes.forward, midZ);
  return { target, distance };
}

function along(xyz: Float32Array, count: number, axis: Vec3): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0, p = 0; i < count; i++, p += 3) {
    out[i] = (xyz[p] as number) * axis.x + (xyz[p + 1] as number) * axis.y + (xyz[p + 2] as number) * axis.z;
  }
  return out;
}

/** Halfway between the 1st and the 99th percentile. */
function middle(values: Float32Array): number {
  const sorted = values.slice().sort();
  const edge = Math.floor(sorted.length * 0.01);
  return ((sorted[edge] as number) + (sorted[sorted.length - 1 - edge] as number)) / 2;
}
