package io.starling.server.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/** An allowance: so many a minute, and so many at once. Immutable. */
public record Rate(int perMinute, int burst) {

  public Rate {
    if (perMinute < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "a rate is at least 1 a minute, burst 1: " + perMinute + ", " + burst);
    }
  }

  /** So many times this rate, or as much as can be counted. */
  Rate times(int factor) {
    return new Rate(saturated((long) perMinute * factor), saturated((long) burst * factor));
  }

  private static int saturated(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  /** After so long without use all of the burst is there again. */
  Duration refill() {
    return Duration.ofMillis(Math.ceilDiv(burst * 60_000L, perMinute));
  }

  /** A full bucket of this rate. */
  LocalBucket bucket(LongSupplier nanoTime, SynchronizationStrategy strategy) {
    return new LocalBucketBuilder()
        .addLimit(
            Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build())
        .withCustomTimePrecision(new Meter(nanoTime, nanoTime.getAsLong()))
        .withSynchronizationStrategy(strategy)
        .build();
  }

  /**
   * Whole seconds until the bucket has so many, at least 1; for more than the burst, which it never
   * has, until it is full.
   */
  int waitSeconds(LocalBucket bucket, int count) {
    long nanos = bucket.estimateAbilityToConsume(Math.min(count, burst)).getNanosToWaitForRefill();
    return (int) Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
  }

  /** Counts from the bucket's start: it compares times, and a monotonic clock may overflow. */
  private record Meter(LongSupplier nanoTime, long start) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong() - start;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
