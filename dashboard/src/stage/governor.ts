/** What of the full picture is drawn while it moves. */
export interface Effort {
  /** Largest number of drawn pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Share of the edges. */
  readonly edges: number;
}

/** From everything to what a processor without graphics can bear. */
export const EFFORTS: readonly Effort[] = [
  { pixelRatio: 2, edges: 1 },
  { pixelRatio: 1, edges: 1 },
  { pixelRatio: 0.75, edges: 0.5 },
  { pixelRatio: 0.5, edges: 0.25 },
];

const SLOW_MS = 45;
const FAST_MS = 13;
/** Frames in a row that must be slow, or fast, before anything changes. */
const SLOW_FRAMES = 6;
const FAST_FRAMES = 240;
/** A longer gap is a hidden window, not a slow frame. */
const PAUSE_MS = 20_000;

/** Watches how fast frames follow each other and draws less of a moving picture where they come too slowly. */
export class Governor {
  private step = 0;
  private slow = 0;
  private fast = 0;

  /** Effort for a moving picture. */
  get effort(): Effort {
    return EFFORTS[this.step] as Effort;
  }

  /** Notes the time since the frame before, ms. */
  note(gap: number): void {
    if (gap > PAUSE_MS) return;
    this.slow = gap > SLOW_MS ? this.slow + 1 : 0;
    this.fast = gap < FAST_MS ? this.fast + 1 : 0;
    if (this.slow >= SLOW_FRAMES) this.turn(1);
    else if (this.fast >= FAST_FRAMES) this.turn(-1);
  }

  private turn(by: number): void {
    this.step = Math.max(0, Math.min(EFFORTS.length - 1, this.step + by));
    this.slow = 0;
    this.fast = 0;
  }
}
