package io.starling.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The ladder: how often each offender has violated a limit within the last 10 minutes, over all of
 * its connections; at the 10th it is banned, and counted from 0 again. Thread-safe.
 *
 * <p>Past {@link #MAX_OFFENDERS} the ones that offend least are forgotten.
 */
public final class Offences {

  /** The so manieth violation bans. */
  public static final int LIMIT = 10;

  public static final Duration WINDOW = Duration.ofMinutes(10);

  static final int MAX_OFFENDERS = 65_536;

  private final LongSupplier nanoTime;
  private final Bans bans;
  private final Cache<Offender, Deque<Long>> times;

  public Offences(Bans bans, LongSupplier nanoTime) {
    this(bans, nanoTime, MAX_OFFENDERS);
  }

  Offences(Bans bans, LongSupplier nanoTime, int maxOffenders) {
    this.bans = bans;
    this.nanoTime = nanoTime;
    this.times =
        Caffeine.newBuilder()
            .maximumSize(maxOffenders)
            .expireAfterWrite(WINDOW)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Counts one more. */
  Outcome count(Offender offender, String reason) {
    long now = nanoTime.getAsLong();
    int[] violations = new int[1];
    times
        .asMap()
        .compute(
            offender,
            (_, known) -> {
              Deque<Long> mine = known == null ? new ArrayDeque<>(LIMIT) : known;
              mine.removeIf(time -> now - time > WINDOW.toNanos());
              mine.addLast(now);
              violations[0] = mine.size();
              return mine.size() < LIMIT ? mine : null;
            });
    return violations[0] < LIMIT
        ? new Outcome.Warn(violations[0])
        : new Outcome.Banned(violations[0], bans.ban(offender, reason));
  }

  /** Offenders remembered now. */
  long size() {
    times.cleanUp();
    return times.estimatedSize();
  }
}
