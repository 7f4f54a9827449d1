import { Matrix4, PerspectiveCamera, Vector3 } from 'three';
import type { Lens } from './camera/framing.ts';
import { axesOf, eyeOf } from './camera/pose.ts';
import type { Projection } from './camera/projection.ts';
import { CameraRig } from './camera/rig.ts';
import { dot, type Vec3 } from './camera/vec.ts';
import { approach } from './motion/ease.ts';

export const FOV = (40 * Math.PI) / 180;
const INSET_MS = 70;

/** Pixels of the window's sides that panels cover; the picture's middle keeps clear of them. */
export interface Inset {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The camera over the window: rig, lens, and what of the window is free. */
export class View {
  readonly rig = new CameraRig();
  readonly camera = new PerspectiveCamera((FOV * 180) / Math.PI, 1, 1, 10_000);
  readonly projection: Projection = { matrix: new Matrix4().elements, width: 1, height: 1, focal: 1 };
  private readonly product = new Matrix4();
  private readonly ray = new Vector3();
  private shift = { x: 0, y: 0 };
  private shiftGoal = { x: 0, y: 0 };
  private inset: Inset = { left: 0, right: 0, top: 0, bottom: 0 };

  resize(width: number, height: number): void {
    this.projection.width = width;
    this.projection.height = height;
    this.projection.focal = height / 2 / Math.tan(FOV / 2);
    this.camera.aspect = width / height;
  }

  cover(inset: Inset): void {
    this.inset = inset;
    this.shiftGoal = { x: (inset.right - inset.left) / 2, y: (inset.bottom - inset.top) / 2 };
  }

  /** What the lens sees of the part of the window that panels leave free. */
  get lens(): Lens {
    const { width, height } = this.projection;
    const { left, right, top, bottom } = this.inset;
    const tan = Math.tan(FOV / 2);
    return {
      tanX: (tan * Math.max(100, width - left - right)) / height,
      tanY: (tan * Math.max(100, height - top - bottom)) / height,
    };
  }

  /** Moves the camera; `reach` is the graph's radius, for the depth range. True while the view changes. */
  step(now: number, dt: number, reach: number): boolean {
    const turning = this.rig.step(now, dt);
    const share = approach(dt, INSET_MS);
    const dx = this.shiftGoal.x - this.shift.x;
    const dy = this.shiftGoal.y - this.shift.y;
    const sliding = Math.abs(dx) + Math.abs(dy) > 0.3;
    this.shift.x += sliding ? dx * share : dx;
    this.shift.y += sliding ? dy * share : dy;
    this.aim(reach);
    return turning || sliding;
  }

  /** Where a point of the window lies in the plane that faces the camera through `through`. */
  onPlane(x: number, y: number, through: Vec3): Vec3 {
    const eye = eyeOf(this.rig.now);
    const forward = axesOf(this.rig.now).forward;
    const { width, height } = this.projection;
    this.ray.set((x / width) * 2 - 1, 1 - (y / height) * 2, 0.5).unproject(this.camera);
    const way = { x: this.ray.x - eye.x, y: this.ray.y - eye.y, z: this.ray.z - eye.z };
    const depth = dot({ x: through.x - eye.x, y: through.y - eye.y, z: through.z - eye.z }, forward);
    const scale = depth / dot(way, forward);
    return { x: eye.x + way.x * scale, y: eye.y + way.y * scale, z: eye.z + way.z * scale };
  }

  /** Units of the layout per pixel at the target. */
  get unitsPerPixel(): number {
    return this.rig.now.distance / this.projection.focal;
  }

  private aim(reach: number): void {
    const { camera, projection } = this;
    const pose = this.rig.now;
    const eye = eyeOf(pose);
    camera.position.set(eye.x, eye.y, eye.z);
    camera.up.set(pose.frame.y.x, pose.frame.y.y, pose.frame.y.z);
    camera.lookAt(pose.target.x, pose.target.y, pose.target.z);
    camera.near = Math.max(0.5, pose.distance * 0.02);
    camera.far = pose.distance + reach * 6 + 1000;
    const { width, height } = projection;
    camera.setViewOffset(width, height, this.shift.x, this.shift.y, width, height);
    camera.updateMatrixWorld();
    this.product.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    projection.matrix = this.product.elements;
  }
}
