import { approach } from './ease.ts';

const TAU_MS = 70;
const NEAR_ENOUGH = 0.004;

/** How much each node stands out: 1 in focus, above 0 beside it, below 0 dimmed, 0 when nothing is in focus. Eases between them. */
export class Glow {
  now = new Float32Array(0);
  private goal = new Float32Array(0);
  private resting = true;

  /** Takes over `count` slots; `slotBefore[i]` is where slot i was, −1 for a new one. */
  adopt(count: number, slotBefore: (slot: number) => number): void {
    const now = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      const old = slotBefore(i);
      if (old >= 0) now[i] = this.now[old] as number;
    }
    this.now = now;
    this.goal = new Float32Array(count);
    this.resting = false;
  }

  /** Puts `slot` and its neighbours forward and the rest back by `dim` in [0, 1]; −1 lets all be equal. */
  focus(slot: number, neighbours: Uint32Array, dim: number): void {
    this.goal.fill(slot < 0 ? 0 : -dim);
    if (slot >= 0) {
      for (const n of neighbours) this.goal[n] = 0.55;
      this.goal[slot] = 1;
    }
    this.resting = false;
  }

  /** Advances by `dt` ms; true while anything changes. */
  step(dt: number): boolean {
    if (this.resting) return false;
    const share = approach(dt, TAU_MS);
    let far = 0;
    for (let i = 0; i < this.now.length; i++) {
      const left = (this.goal[i] as number) - (this.now[i] as number);
      this.now[i] = (this.now[i] as number) + left * share;
      far = Math.max(far, Math.abs(left));
    }
    if (far < NEAR_ENOUGH) {
      this.now.set(this.goal);
      this.resting = true;
    }
    return true;
  }
}
