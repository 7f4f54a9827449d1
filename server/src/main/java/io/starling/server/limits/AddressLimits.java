package io.starling.server.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What all connections of one remote address may send together: ten times what one may. Thread-safe
 * without a lock.
 *
 * <p>An address is forgotten once it has been silent for so long that its bursts are whole again.
 * Past {@link #MAX_ADDRESSES} the ones that send least are forgotten earlier and then begin with
 * whole bursts; what one connection may send holds for them all the same.
 */
public final class AddressLimits {

  /** At some 300 bytes for each kind that an address sends. */
  static final int MAX_ADDRESSES = 65_536;

  private static final int FACTOR = 10;

  private static final Duration LEAST_IDLE = Duration.ofMinutes(1);

  private final RateLimits limits;
  private final LongSupplier nanoTime;
  private final LoadingCache<String, Map<Kind, LocalBucket>> buckets;

  public AddressLimits(RateLimits ofOneConnection, LongSupplier nanoTime) {
    this(ofOneConnection, nanoTime, MAX_ADDRESSES);
  }

  AddressLimits(RateLimits ofOneConnection, LongSupplier nanoTime, int maxAddresses) {
    this.limits = ofOneConnection.times(FACTOR);
    this.nanoTime = nanoTime;
    Duration refill = limits.refill();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(maxAddresses)
            .expireAfterAccess(refill.compareTo(LEAST_IDLE) > 0 ? refill : LEAST_IDLE)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build(_ -> new ConcurrentHashMap<>(2));
  }

  /** The rate of an address. */
  public Rate rate(Kind kind) {
    return limits.of(kind);
  }

  /** Takes so many, or none if there are fewer. More than the burst there never are. */
  public boolean tryTake(String address, Kind kind, int count) {
    return bucket(address, kind).tryConsume(count);
  }

  /** Whether one could be taken now. */
  public boolean hasAny(String address, Kind kind) {
    return bucket(address, kind).getAvailableTokens() > 0;
  }

  /** Whole seconds until there are so many again, or all of the burst; at least 1. */
  public int retryAfterSeconds(String address, Kind kind, int count) {
    return rate(kind).waitSeconds(bucket(address, kind), count);
  }

  private LocalBucket bucket(String address, Kind kind) {
    Map<Kind, LocalBucket> ofAddress = buckets.get(address);
    LocalBucket known = ofAddress.get(kind);
    return known != null
        ? known
        : ofAddress.computeIfAbsent(
            kind, _ -> rate(kind).bucket(nanoTime, SynchronizationStrategy.LOCK_FREE));
  }

  /** Addresses remembered now. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
