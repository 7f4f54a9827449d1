const KEPT = 1200;

/** Milliseconds at some shares of the samples. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export interface FrameReport {
  /** Frames drawn since the start or the last reset. */
  frames: number;
  /** Main-thread work of a frame, ms. */
  work: Percentiles;
  /** From one frame to the next while the picture moved, ms. */
  interval: Percentiles;
}

/** Remembers the work of the last 1,200 frames. */
export class FrameStats {
  private readonly work = new Float32Array(KEPT);
  private readonly gaps = new Float32Array(KEPT);
  private frames = 0;

  add(workMs: number, gapMs: number): void {
    this.work[this.frames % KEPT] = workMs;
    this.gaps[this.frames % KEPT] = gapMs;
    this.frames++;
  }

  report(): FrameReport {
    const kept = Math.min(this.frames, KEPT);
    return {
      frames: this.frames,
      work: percentiles(this.work.slice(0, kept)),
      interval: percentiles(this.gaps.slice(0, kept)),
    };
  }

  reset(): void {
    this.frames = 0;
  }
}

/** Nearest-rank percentiles; zeros without samples. Sorts its argument. */
export function percentiles(samples: Float32Array): Percentiles {
  samples.sort();
  const at = (share: number): number => samples[Math.max(0, Math.ceil(share * samples.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
