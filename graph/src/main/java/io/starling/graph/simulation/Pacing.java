package io.starling.graph.simulation;

/**
 * When steps start: 60 a second; where a step takes longer, as late as leaves others three tenths
 * of the time. Lost time is not caught up on. Confined to the simulation thread.
 */
final class Pacing {
  static final long SLOT_NANOS = 1_000_000_000L / 60;

  private long start;

  /** Begins anew, with a step that starts at this time. */
  void begin(long nanoTime) {
    start = nanoTime;
  }

  /** Gives the start of the next step when the last one was at work in this span of time. */
  long next(long began, long ended) {
    long rest = (ended - began) * 3 / 7;
    start = Math.max(start + SLOT_NANOS, ended + rest);
    return start;
  }
}
