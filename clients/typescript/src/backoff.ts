const DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** 1, 2, 4, 8, 16, 30, 30 … s before the 1st, 2nd … attempt. */
export function exponentialBackoff(attempt: number): number {
  return DELAYS_MS[Math.min(Math.max(attempt, 1), DELAYS_MS.length) - 1] as number;
}

/** 0–1 s, so that the clients of a restarted server do not come back in step. */
export function randomJitter(): number {
  return Math.random() * 1_000;
}
