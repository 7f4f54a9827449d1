package io.starling.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The ids of Nostr events that were used, each for as long as the event could be shown again. Full,
 * it takes no more: it never forgets an event that is still good. Thread-safe; as many threads as
 * check at once may go past the bound by one each.
 */
final class UsedEvents {

  enum Use {
    FIRST,
    AGAIN,
    FULL
  }

  /** For a clock that is set back a little. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Cache<String, Instant> goodUntil;
  private final int capacity;

  UsedEvents(int capacity, InstantSource clock) {
    this.capacity = capacity;
    // The same clock by which events are too old: a forgotten event is never a good one.
    this.goodUntil =
        Caffeine.newBuilder()
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .expireAfter(
                Expiry.<String, Instant>creating(
                    (_, until) -> Duration.between(clock.instant(), until).plus(MARGIN)))
            .executor(Runnable::run)
            .build();
  }

  /** Uses an event that is good until then. */
  Use use(String id, Instant until) {
    if (goodUntil.estimatedSize() >= capacity) {
      goodUntil.cleanUp();
      if (goodUntil.estimatedSize() >= capacity) {
        return goodUntil.getIfPresent(id) == null ? Use.FULL : Use.AGAIN;
      }
    }
    return goodUntil.asMap().putIfAbsent(id, until) == null ? Use.FIRST : Use.AGAIN;
  }
}
