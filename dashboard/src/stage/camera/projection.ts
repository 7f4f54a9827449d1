import type { Matrix4Tuple } from 'three';

/** A camera's matrix with the window it draws to: from the layout's units to CSS pixels. */
export interface Projection {
  /** Projection × view, column-major. */
  matrix: Matrix4Tuple;
  width: number;
  height: number;
  /** Pixels per unit at distance 1. */
  focal: number;
}

export interface ScreenPoint {
  x: number;
  y: number;
  /** Distance along the view; ≤ 0 behind the camera. */
  depth: number;
}

/** Writes where a point is on the screen into `out`. */
export function projectTo(view: Projection, x: number, y: number, z: number, out: ScreenPoint): ScreenPoint {
  const m = view.matrix;
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  const cx = m[0] * x + m[4] * y + m[8] * z + m[12];
  const cy = m[1] * x + m[5] * y + m[9] * z + m[13];
  out.x = (cx / w + 1) * 0.5 * view.width;
  out.y = (1 - cy / w) * 0.5 * view.height;
  out.depth = w;
  return out;
}
