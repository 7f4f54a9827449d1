import { approach, clamp01, easeInOutCubic } from '../motion/ease.ts';
import { axesOf, clampPose, copyPose, mixPose, type Pose, samePose } from './pose.ts';
import { WORLD } from './principal.ts';
import { add, type Vec3 } from './vec.ts';

/** The camera follows the hand with this lag, ms: smooth, not slow. */
const FOLLOW_MS = 55;
/** A turn goes on after the hand lets go, and fades with this time constant, ms. */
const COAST_MS = 260;

interface Flight {
  from: Pose;
  to: Pose;
  start: number;
  duration: number;
}

/** The camera's motion: hands move `goal`, `now` follows; a flight goes between two poses and ends at the first touch. */
export class CameraRig {
  readonly now: Pose = { target: { x: 0, y: 0, z: 0 }, yaw: 0.22, pitch: 0.2, distance: 400, frame: WORLD };
  private readonly goal: Pose = copyPose(this.now);
  private spin = { yaw: 0, pitch: 0 };
  private flight: Flight | undefined;
  private resting = false;

  /** Turns by radians; the last turn's speed (rad/ms) goes on as `coast`. */
  turn(yaw: number, pitch: number): void {
    this.grab();
    this.goal.yaw += yaw;
    this.goal.pitch += pitch;
    clampPose(this.goal);
  }

  coast(yawSpeed: number, pitchSpeed: number): void {
    this.spin = { yaw: yawSpeed, pitch: pitchSpeed };
    this.resting = false;
  }

  /** Moves across the view, in units of the layout at the target's depth. */
  pan(right: number, up: number): void {
    this.grab();
    const axes = axesOf(this.goal);
    this.goal.target = add(add(this.goal.target, axes.right, right), axes.up, up);
  }

  /** Multiplies the distance; `towards` (in the target's plane) stays under the pointer. */
  zoom(factor: number, towards?: Vec3): void {
    this.grab();
    const before = this.goal.distance;
    this.goal.distance *= factor;
    clampPose(this.goal);
    if (!towards) return;
    const kept = 1 - this.goal.distance / before;
    this.goal.target = add(this.goal.target, {
      x: (towards.x - this.goal.target.x) * kept,
      y: (towards.y - this.goal.target.y) * kept,
      z: (towards.z - this.goal.target.z) * kept,
    });
  }

  /** Goes to a pose in `duration` ms; 0 jumps. */
  fly(to: Partial<Pose>, start: number, duration: number): void {
    const end = { ...copyPose(this.goal), ...to };
    clampPose(end);
    this.spin = { yaw: 0, pitch: 0 };
    Object.assign(this.goal, copyPose(end));
    this.resting = false;
    if (duration > 0) this.flight = { from: copyPose(this.now), to: end, start, duration };
    else {
      this.flight = undefined;
      Object.assign(this.now, copyPose(end));
    }
  }

  /** Moves the goal without cutting a flight or a hand short: for a view that follows a growing graph. */
  drift(target: Vec3, distance: number): void {
    if (this.flight) return;
    this.goal.target = { ...target };
    this.goal.distance = distance;
    clampPose(this.goal);
    this.resting = false;
  }

  /** Advances to `now` (ms) by `dt`; true while the view changes. */
  step(now: number, dt: number, followMs = FOLLOW_MS): boolean {
    if (this.resting) return false;
    if (this.flight) {
      const t = clamp01((now - this.flight.start) / this.flight.duration);
      Object.assign(this.now, mixPose(this.flight.from, this.flight.to, easeInOutCubic(t)));
      if (t >= 1) this.flight = undefined;
      return true;
    }
    this.goal.yaw += this.spin.yaw * dt;
    this.goal.pitch += this.spin.pitch * dt;
    clampPose(this.goal);
    const fade = 1 - approach(dt, COAST_MS);
    this.spin.yaw *= fade;
    this.spin.pitch *= fade;
    const turning = Math.abs(this.spin.yaw) + Math.abs(this.spin.pitch) > 2e-6;
    if (samePose(this.now, this.goal) && !turning) {
      Object.assign(this.now, copyPose(this.goal));
      this.resting = true;
      return true;
    }
    Object.assign(this.now, mixPose(this.now, this.goal, approach(dt, followMs)));
    return true;
  }

  /** The pose that the hands have asked for. */
  get aim(): Pose {
    return this.goal;
  }

  private grab(): void {
    if (this.flight) {
      this.flight = undefined;
      Object.assign(this.goal, copyPose(this.now));
    }
    this.spin = { yaw: 0, pitch: 0 };
    this.resting = false;
  }
}
