package io.starling.server.app;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.starling.server.app.configuration.Configuration;
import io.starling.server.hub.Hub;
import io.starling.server.limits.RateLimits;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.transport.Patience;
import java.time.Duration;
import java.util.Set;

/**
 * What a server takes from outside; tests give it their own. Immutable.
 *
 * @param stallLimit a client that takes nothing for so long while data waits is closed
 * @param limits what one connection may send
 * @param allowedHosts names of the server beyond those of its address
 */
record Surroundings(
    ByteBufAllocator allocator,
    SessionClock clock,
    Duration stallLimit,
    RateLimits limits,
    Heartbeat heartbeat,
    Patience patience,
    Set<String> allowedHosts) {

  Surroundings {
    allowedHosts = Set.copyOf(allowedHosts);
  }

  /** What everybody gets. */
  static final Surroundings USUAL =
      new Surroundings(
          PooledByteBufAllocator.DEFAULT,
          SessionClock.SYSTEM,
          Hub.STALL_LIMIT,
          RateLimits.DEFAULT,
          Heartbeat.DEFAULT,
          Patience.DEFAULT,
          Set.of());

  /** What is configured; the rest as everybody gets it. */
  static Surroundings of(Configuration configuration) {
    Configuration.Timeouts timeouts = configuration.timeouts();
    return new Surroundings(
        USUAL.allocator(),
        USUAL.clock(),
        timeouts.unread(),
        configuration.limits().rates(),
        configuration.heartbeat(),
        new Patience(timeouts.request(), timeouts.message()),
        configuration.security().allowedHosts());
  }

  Surroundings withAllocator(ByteBufAllocator other) {
    return new Surroundings(other, clock, stallLimit, limits, heartbeat, patience, allowedHosts);
  }

  Surroundings withClock(SessionClock other) {
    return new Surroundings(
        allocator, other, stallLimit, limits, heartbeat, patience, allowedHosts);
  }

  Surroundings withStallLimit(Duration other) {
    return new Surroundings(allocator, clock, other, limits, heartbeat, patience, allowedHosts);
  }

  Surroundings withLimits(RateLimits other) {
    return new Surroundings(allocator, clock, stallLimit, other, heartbeat, patience, allowedHosts);
  }

  Surroundings withHeartbeat(Heartbeat other) {
    return new Surroundings(allocator, clock, stallLimit, limits, other, patience, allowedHosts);
  }

  Surroundings withPatience(Patience other) {
    return new Surroundings(allocator, clock, stallLimit, limits, heartbeat, other, allowedHosts);
  }
}
