package io.starling.server.limits;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The violations of one connection: at most one a second counts, and is answered. Confined to the
 * connection's event loop.
 */
public final class Violations {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final Offences offences;
  private final LongSupplier nanoTime;
  private long countedNanos;
  private boolean hasCounted;

  public Violations(Offences offences, LongSupplier nanoTime) {
    this.offences = offences;
    this.nanoTime = nanoTime;
  }

  /**
   * Something past a limit has come.
   *
   * @param offender whose connection it is now
   * @param limit which, for the reason of a ban
   */
  public Outcome violated(Offender offender, Kind limit) {
    long now = nanoTime.getAsLong();
    if (hasCounted && now - countedNanos < INTERVAL_NANOS) {
      return new Outcome.Silent();
    }
    hasCounted = true;
    countedNanos = now;
    return offences.count(offender, "rate of " + limit.label());
  }
}
