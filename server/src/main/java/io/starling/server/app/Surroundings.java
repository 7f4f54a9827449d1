package io.starling.server.app;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.starling.server.app.configuration.Configuration;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.transport.Patience;
import java.time.Duration;

/**
 * What a server takes from outside; tests give it their own. Immutable.
 *
 * @param stallLimit a client that takes nothing for so long while data waits is closed
 * @param configuration all that is set and is not said by the others
 */
record Surroundings(
    ByteBufAllocator allocator,
    SessionClock clock,
    Duration stallLimit,
    Heartbeat heartbeat,
    Patience patience,
    Configuration configuration) {

  /** What everybody gets. */
  static final Surroundings USUAL = of(Configuration.defaults());

  /** What is configured; the rest as everybody gets it. */
  static Surroundings of(Configuration configuration) {
    Configuration.Timeouts timeouts = configuration.timeouts();
    return new Surroundings(
        PooledByteBufAllocator.DEFAULT,
        SessionClock.SYSTEM,
        timeouts.unread(),
        configuration.heartbeat(),
        new Patience(timeouts.request(), timeouts.message()),
        configuration);
  }

  Surroundings withAllocator(ByteBufAllocator other) {
    return new Surroundings(other, clock, stallLimit, heartbeat, patience, configuration);
  }

  Surroundings withClock(SessionClock other) {
    return new Surroundings(allocator, other, stallLimit, heartbeat, patience, configuration);
  }

  Surroundings withStallLimit(Duration other) {
    return new Surroundings(allocator, clock, other, heartbeat, patience, configuration);
  }

  Surroundings withHeartbeat(Heartbeat other) {
    return new Surroundings(allocator, clock, stallLimit, other, patience, configuration);
  }

  Surroundings withPatience(Patience other) {
    return new Surroundings(allocator, clock, stallLimit, heartbeat, other, configuration);
  }
}
