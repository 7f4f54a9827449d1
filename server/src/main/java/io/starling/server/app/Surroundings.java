package io.starling.server.app;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.starling.server.hub.Hub;
import io.starling.server.limits.RateLimits;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.transport.Patience;
import java.time.Duration;

/**
 * What a server takes from outside; tests give it their own. Immutable.
 *
 * @param stallLimit a client that takes nothing for so long while data waits is closed
 * @param limits what one connection may send
 */
record Surroundings(
    ByteBufAllocator allocator,
    SessionClock clock,
    Duration stallLimit,
    RateLimits limits,
    Heartbeat heartbeat,
    Patience patience) {

  /** What everybody gets. */
  static final Surroundings USUAL =
      new Surroundings(
          PooledByteBufAllocator.DEFAULT,
          SessionClock.SYSTEM,
          Hub.STALL_LIMIT,
          RateLimits.DEFAULT,
          Heartbeat.DEFAULT,
          Patience.DEFAULT);

  Surroundings withAllocator(ByteBufAllocator other) {
    return new Surroundings(other, clock, stallLimit, limits, heartbeat, patience);
  }

  Surroundings withClock(SessionClock other) {
    return new Surroundings(allocator, other, stallLimit, limits, heartbeat, patience);
  }

  Surroundings withStallLimit(Duration other) {
    return new Surroundings(allocator, clock, other, limits, heartbeat, patience);
  }

  Surroundings withLimits(RateLimits other) {
    return new Surroundings(allocator, clock, stallLimit, other, heartbeat, patience);
  }

  Surroundings withHeartbeat(Heartbeat other) {
    return new Surroundings(allocator, clock, stallLimit, limits, other, patience);
  }

  Surroundings withPatience(Patience other) {
    return new Surroundings(allocator, clock, stallLimit, limits, heartbeat, other);
  }
}
