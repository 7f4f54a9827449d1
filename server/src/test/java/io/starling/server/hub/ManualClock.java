package io.starling.server.hub;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock driven by hand; it begins just before its overflow, as a real one may. */
final class ManualClock implements LongSupplier {

  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

  @Override
  public long getAsLong() {
    return nanos;
  }

  void advance(Duration duration) {
    nanos += duration.toNanos();
  }
}
