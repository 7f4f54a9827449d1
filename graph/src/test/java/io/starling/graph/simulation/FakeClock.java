package io.starling.graph.simulation;

/** A clock that only sleeping and {@link #pass} move. Thread-safe. */
final class FakeClock implements SimulationClock {
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized long millis() {
    return 1_700_000_000_000L + nanos / 1_000_000;
  }

  @Override
  public synchronized void sleepUntil(long nanoTime) {
    nanos = Math.max(nanos, nanoTime);
  }

  synchronized void pass(long time) {
    nanos += time;
  }
}
