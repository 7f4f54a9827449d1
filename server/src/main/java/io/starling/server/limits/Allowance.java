package io.starling.server.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What is left of one {@link Rate}. Confined to one thread, so its bucket needs no lock. */
public final class Allowance {

  private final Rate rate;
  private final LocalBucket bucket;
  private int violations;

  public Allowance(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    // Counted from here: the bucket compares times, and a monotonic clock may overflow.
    long start = nanoTime.getAsLong();
    this.bucket =
        new LocalBucketBuilder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(rate.burst())
                    .refillGreedy(rate.perMinute(), Duration.ofMinutes(1))
                    .build())
            .withCustomTimePrecision(
                new TimeMeter() {
                  @Override
                  public long currentTimeNanos() {
                    return nanoTime.getAsLong() - start;
                  }

                  @Override
                  public boolean isWallClockBased() {
                    return false;
                  }
                })
            .withSynchronizationStrategy(SynchronizationStrategy.NONE)
            .build();
  }

  public Rate rate() {
    return rate;
  }

  /** Takes one, if there is one. */
  public boolean take() {
    return bucket.tryConsume(1);
  }

  /** Whole seconds until there is one again, at least 1. */
  public int retryAfterSeconds() {
    long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return (int) Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
  }

  /** Counts a violation that was answered. */
  public int violated() {
    return ++violations;
  }
}
