/** Easing over [0, 1]; input outside it is clamped. */
export const clamp01 = (t: number): number => Math.min(1, Math.max(0, t));

export const easeOutCubic = (t: number): number => 1 - (1 - clamp01(t)) ** 3;

export const easeInOutCubic = (t: number): number => {
  const x = clamp01(t);
  return x < 0.5 ? 4 * x * x * x : 1 - (-2 * x + 2) ** 3 / 2;
};

/** Share of the way to a goal that is left behind after `dt` with time constant `tau` (same unit): independent of the frame rate. */
export const approach = (dt: number, tau: number): number => 1 - Math.exp(-dt / tau);
