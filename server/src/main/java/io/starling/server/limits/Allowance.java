package io.starling.server.limits;

import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.function.LongSupplier;

/** What is left of one {@link Rate}. Confined to one thread, so its bucket needs no lock. */
public final class Allowance {

  private final Rate rate;
  private final LocalBucket bucket;

  public Allowance(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.bucket = rate.bucket(nanoTime, SynchronizationStrategy.NONE);
  }

  public Rate rate() {
    return rate;
  }

  /** Takes one, if there is one. */
  public boolean take() {
    return take(1);
  }

  /** Takes so many, or none if there are fewer. More than the burst there never are. */
  public boolean take(int count) {
    return bucket.tryConsume(count);
  }

  /** Whole seconds until there is one again, at least 1. */
  public int retryAfterSeconds() {
    return retryAfterSeconds(1);
  }

  /** Whole seconds until there are so many again, or all of the burst; at least 1. */
  public int retryAfterSeconds(int count) {
    return rate.waitSeconds(bucket, count);
  }

  /** Whether there is one. */
  public boolean hasAny() {
    return bucket.getAvailableTokens() > 0;
  }
}
