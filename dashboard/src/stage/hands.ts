import type { Vec3 } from './camera/vec.ts';
import type { View } from './view.ts';

/** What hands do to the graph; the stage decides what it means. */
export interface Intents {
  /** Slot under a point, −1 for none. */
  pick(x: number, y: number, touch: boolean): number;
  hover(x: number, y: number): void;
  leave(): void;
  click(slot: number): void;
  doubleClick(slot: number): void;
  grab(slot: number): void;
  drag(x: number, y: number): void;
  release(): void;
  /** Any move of the camera by hand. */
  moved(): void;
  centre(): Vec3;
}

interface Finger {
  x: number;
  y: number;
}

type Grip = 'none' | 'turn' | 'pan' | 'node' | 'pinch';

const CLICK_TRAVEL = 5;
const TOUCH_TRAVEL = 10;
const DOUBLE_MS = 350;
const TURN_PER_PIXEL = 0.0052;
const WHEEL = 0.0014;
/** A turn coasts only if the hand was still moving this long before it let go, ms. */
const FLING_MS = 60;

/** Mouse, pen and fingers on the stage: turn, pan, zoom, pinch, click, drag. */
export class Hands {
  private readonly element: HTMLElement;
  private readonly view: View;
  private readonly intents: Intents;
  private readonly fingers = new Map<number, Finger>();
  private readonly abort = new AbortController();
  private grip: Grip = 'none';
  private pressed = -1;
  private travel = 0;
  private speed = { yaw: 0, pitch: 0, at: 0 };
  private lastClick = { slot: -2, at: 0 };

  constructor(element: HTMLElement, view: View, intents: Intents) {
    this.element = element;
    this.view = view;
    this.intents = intents;
    const options = { signal: this.abort.signal };
    element.addEventListener('pointerdown', this.down, options);
    element.addEventListener('pointermove', this.move, options);
    element.addEventListener('pointerup', this.up, options);
    element.addEventListener('pointercancel', this.up, options);
    element.addEventListener('pointerleave', () => this.intents.leave(), options);
    element.addEventListener('wheel', this.wheel, { ...options, passive: false });
    element.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  }

  dispose(): void {
    this.abort.abort();
  }

  /** Ends a drag that the server gave to somebody else. */
  letGo(): void {
    if (this.grip === 'node') this.grip = 'none';
  }

  private readonly down = (event: PointerEvent): void => {
    const at = this.at(event);
    this.element.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, at);
    if (this.fingers.size === 2) {
      if (this.grip === 'node') this.intents.release();
      this.grip = 'pinch';
      return;
    }
    if (this.fingers.size > 2) return;
    this.travel = 0;
    this.speed = { yaw: 0, pitch: 0, at: event.timeStamp };
    const panning = event.button === 2 || event.button === 1 || event.shiftKey;
    this.pressed = panning ? -1 : this.intents.pick(at.x, at.y, event.pointerType === 'touch');
    this.grip = panning ? 'pan' : this.pressed >= 0 ? 'node' : 'turn';
  };

  private readonly move = (event: PointerEvent): void => {
    const at = this.at(event);
    const before = this.fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch') this.intents.hover(at.x, at.y);
      return;
    }
    this.fingers.set(event.pointerId, at);
    const dx = at.x - before.x;
    const dy = at.y - before.y;
    const wasClick = this.isClick(event);
    this.travel += Math.hypot(dx, dy);
    switch (this.grip) {
      case 'turn':
        this.turn(dx, dy, event.timeStamp);
        break;
      case 'pan':
        this.pan(dx, dy);
        break;
      case 'pinch':
        this.pinch(event.pointerId, before, at);
        break;
      case 'node':
        if (this.isClick(event)) break;
        if (wasClick) this.intents.grab(this.pressed);
        this.intents.drag(at.x, at.y);
        break;
      case 'none':
        break;
    }
  };

  private readonly up = (event: PointerEvent): void => {
    if (!this.fingers.delete(event.pointerId)) return;
    const grip = this.grip;
    if (this.fingers.size > 0) {
      this.grip = 'turn';
      this.travel = TOUCH_TRAVEL;
      return;
    }
    this.grip = 'none';
    if (this.isClick(event) && event.type === 'pointerup') {
      if (event.button === 0) this.click(event.timeStamp);
    } else if (grip === 'node') this.intents.release();
    else if (grip === 'turn' && event.timeStamp - this.speed.at < FLING_MS) {
      this.view.rig.coast(this.speed.yaw, this.speed.pitch);
      this.intents.moved();
    }
  };

  private click(at: number): void {
    const again = this.lastClick.slot === this.pressed && at - this.lastClick.at < DOUBLE_MS;
    this.lastClick = again ? { slot: -2, at: 0 } : { slot: this.pressed, at };
    if (again) this.intents.doubleClick(this.pressed);
    else this.intents.click(this.pressed);
  }

  private turn(dx: number, dy: number, at: number): void {
    const yaw = -dx * TURN_PER_PIXEL;
    const pitch = dy * TURN_PER_PIXEL;
    const dt = Math.max(4, at - this.speed.at);
    this.speed = {
      yaw: this.speed.yaw * 0.4 + (yaw / dt) * 0.6,
      pitch: this.speed.pitch * 0.4 + (pitch / dt) * 0.6,
      at,
    };
    this.view.rig.turn(yaw, pitch);
    this.intents.moved();
  }

  private pan(dx: number, dy: number): void {
    const unit = this.view.unitsPerPixel;
    this.view.rig.pan(-dx * unit, dy * unit);
    this.intents.moved();
  }

  private pinch(id: number, before: Finger, at: Finger): void {
    const other = [...this.fingers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(at.x - other.x, at.y - other.y);
    if (was > 1 && is > 1) {
      const middle = this.view.onPlane((at.x + other.x) / 2, (at.y + other.y) / 2, this.intents.centre());
      this.view.rig.zoom(was / is, middle);
    }
    this.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
  }

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const at = this.at(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
    const delta = Math.max(-240, Math.min(240, event.deltaY * lines));
    const rate = event.ctrlKey ? WHEEL * 6 : WHEEL;
    this.view.rig.zoom(Math.exp(delta * rate), this.view.onPlane(at.x, at.y, this.intents.centre()));
    this.intents.moved();
  };

  private isClick(event: PointerEvent): boolean {
    return this.travel < (event.pointerType === 'touch' ? TOUCH_TRAVEL : CLICK_TRAVEL);
  }

  private at(event: MouseEvent): Finger {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
