import { cross, dot, type Vec3 } from './vec.ts';

/** Directions that yaw and pitch refer to: right, up, and towards the viewer at yaw 0; a right-handed orthonormal frame. */
export interface Frame {
  readonly x: Vec3;
  readonly y: Vec3;
  readonly z: Vec3;
}

export const WORLD: Frame = { x: { x: 1, y: 0, z: 0 }, y: { x: 0, y: 1, z: 0 }, z: { x: 0, y: 0, z: 1 } };

const SWEEPS = 12;
type Matrix = [Vec3, Vec3, Vec3];

/**
 * The frame in which a cloud of points (3 floats each) is widest along x and thinnest in depth, or highest where the
 * window is `tall`: so the first view fills the window. Principal axes by Jacobi rotations (Golub and Van Loan, 8.5).
 */
export function principalFrame(xyz: Float32Array, count: number, tall: boolean): Frame {
  if (count < 3) return WORLD;
  const axes = eigenvectors(covariance(xyz, count));
  const [longest, second] = tall ? [axes[1], axes[0]] : axes;
  const x = dot(longest, WORLD.x) < 0 ? negated(longest) : longest;
  const y = dot(second, WORLD.y) < 0 ? negated(second) : second;
  return { x, y, z: cross(x, y) };
}

/** A vector given in a frame, in the world. */
export function fromFrame(frame: Frame, x: number, y: number, z: number): Vec3 {
  return {
    x: frame.x.x * x + frame.y.x * y + frame.z.x * z,
    y: frame.x.y * x + frame.y.y * y + frame.z.y * z,
    z: frame.x.z * x + frame.y.z * y + frame.z.z * z,
  };
}

type Axis = keyof Vec3;
const AXES: readonly Axis[] = ['x', 'y', 'z'];

function covariance(xyz: Float32Array, count: number): Record<Axis, Vec3> {
  const mean: Vec3 = { x: 0, y: 0, z: 0 };
  const at = (i: number): Vec3 => ({ x: xyz[i * 3] ?? 0, y: xyz[i * 3 + 1] ?? 0, z: xyz[i * 3 + 2] ?? 0 });
  for (let i = 0; i < count; i++) for (const k of AXES) mean[k] += at(i)[k] / count;
  const c = { x: { x: 0, y: 0, z: 0 }, y: { x: 0, y: 0, z: 0 }, z: { x: 0, y: 0, z: 0 } };
  for (let i = 0; i < count; i++) {
    const p = at(i);
    for (const a of AXES) for (const b of AXES) c[a][b] += (p[a] - mean[a]) * (p[b] - mean[b]);
  }
  return c;
}

/** Eigenvectors of a symmetric matrix, the one of the largest value first; the columns of `v` are rotated until `m` is diagonal. */
function eigenvectors(m: Record<Axis, Vec3>): Matrix {
  const v: Record<Axis, Vec3> = { x: { ...WORLD.x }, y: { ...WORLD.y }, z: { ...WORLD.z } };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const [p, q] of [
      ['x', 'y'],
      ['x', 'z'],
      ['y', 'z'],
    ] as const) {
      if (Math.abs(m[p][q]) < 1e-9) continue;
      const angle = 0.5 * Math.atan2(2 * m[p][q], m[q][q] - m[p][p]);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      for (const k of AXES) [m[k][p], m[k][q]] = [c * m[k][p] - s * m[k][q], s * m[k][p] + c * m[k][q]];
      for (const k of AXES) [m[p][k], m[q][k]] = [c * m[p][k] - s * m[q][k], s * m[p][k] + c * m[q][k]];
      for (const k of AXES) [v[k][p], v[k][q]] = [c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]];
    }
  }
  const column = (k: Axis): Vec3 => ({ x: v.x[k], y: v.y[k], z: v.z[k] });
  const [first, second, third] = [...AXES].sort((a, b) => m[b][b] - m[a][a]).map(column);
  return [first as Vec3, second as Vec3, third as Vec3];
}

const negated = (a: Vec3): Vec3 => ({ x: -a.x, y: -a.y, z: -a.z });
