package io.starling.server.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock driven by hand, which overflows after 5 s. Thread-safe. */
final class TestClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }
}
