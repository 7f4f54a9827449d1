import { FrameStats } from './frameStats.ts';

/** A step of the picture; true asks for another frame. */
export type Step = (now: number, dt: number) => boolean;

/** Longest step that motion is computed for, ms: after a hidden tab nothing leaps. */
const LONGEST_STEP = 250;

/** Runs steps while something moves and stops when the picture rests: a still graph costs nothing. */
export class FrameLoop {
  readonly stats = new FrameStats();
  private readonly step: Step;
  private handle = 0;
  private last = 0;
  private stopped = false;

  constructor(step: Step) {
    this.step = step;
  }

  /** Asks for a frame; many calls make one. */
  wake(): void {
    if (this.handle === 0 && !this.stopped) this.handle = requestAnimationFrame(this.frame);
  }

  stop(): void {
    this.stopped = true;
    cancelAnimationFrame(this.handle);
    this.handle = 0;
  }

  private readonly frame = (): void => {
    const now = performance.now();
    const gap = this.last === 0 ? 16 : now - this.last;
    this.handle = 0;
    const again = this.step(now, Math.min(gap, LONGEST_STEP));
    if (this.last !== 0) this.stats.add(performance.now() - now, gap);
    this.last = again ? now : 0;
    if (again) this.wake();
  };
}
