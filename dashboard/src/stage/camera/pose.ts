import { type Frame, fromFrame } from './principal.ts';
import { mix, type Vec3 } from './vec.ts';

/** Where the camera is: on a sphere around what it looks at. Angles in radians, distance in the layout's units. */
export interface Pose {
  target: Vec3;
  yaw: number;
  pitch: number;
  distance: number;
  frame: Frame;
}

export interface Axes {
  right: Vec3;
  up: Vec3;
  /** From the camera to the target. */
  forward: Vec3;
}

export const PITCH_LIMIT = Math.PI / 2 - 0.03;
export const NEAREST = 8;
export const FARTHEST = 40_000;

export const copyPose = (p: Pose): Pose => ({ ...p, target: { ...p.target } });

/** Keeps a pose where the camera can be: not over the pole, not inside a node, not beyond the world. */
export function clampPose(p: Pose): void {
  p.pitch = Math.max(-PITCH_LIMIT, Math.min(PITCH_LIMIT, p.pitch));
  p.distance = Math.max(NEAREST, Math.min(FARTHEST, p.distance));
}

export function axesOf(p: Pick<Pose, 'yaw' | 'pitch' | 'frame'>): Axes {
  const cp = Math.cos(p.pitch);
  const sp = Math.sin(p.pitch);
  const cy = Math.cos(p.yaw);
  const sy = Math.sin(p.yaw);
  return {
    right: fromFrame(p.frame, cy, 0, -sy),
    up: fromFrame(p.frame, -sp * sy, cp, -sp * cy),
    forward: fromFrame(p.frame, -cp * sy, -sp, -cp * cy),
  };
}

/** The camera's own place. */
export function eyeOf(p: Pose): Vec3 {
  const f = axesOf(p).forward;
  return {
    x: p.target.x - f.x * p.distance,
    y: p.target.y - f.y * p.distance,
    z: p.target.z - f.z * p.distance,
  };
}

/** Between two poses; distance in proportion, the shorter way round. */
export function mixPose(a: Pose, b: Pose, t: number): Pose {
  const turn = Math.atan2(Math.sin(b.yaw - a.yaw), Math.cos(b.yaw - a.yaw));
  return {
    target: mix(a.target, b.target, t),
    yaw: a.yaw + turn * t,
    pitch: a.pitch + (b.pitch - a.pitch) * t,
    distance: a.distance * (b.distance / a.distance) ** t,
    frame: b.frame,
  };
}

/** True where the difference is below what a pixel shows. */
export function samePose(a: Pose, b: Pose): boolean {
  const d = a.distance * 1e-4;
  return (
    Math.abs(a.yaw - b.yaw) < 1e-4 &&
    Math.abs(a.pitch - b.pitch) < 1e-4 &&
    Math.abs(a.distance - b.distance) < d &&
    Math.abs(a.target.x - b.target.x) < d &&
    Math.abs(a.target.y - b.target.y) < d &&
    Math.abs(a.target.z - b.target.z) < d
  );
}
