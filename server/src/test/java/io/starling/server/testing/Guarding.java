package io.starling.server.testing;

import io.starling.server.auth.AuthMode;
import io.starling.server.auth.AuthOptions;
import io.starling.server.auth.Authenticator;
import io.starling.server.limits.AddressLimits;
import io.starling.server.limits.Bans;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.ConnectionLimits;
import io.starling.server.limits.Offences;
import io.starling.server.limits.RateLimits;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Guards;
import io.starling.server.session.SessionClock;
import java.time.Instant;
import java.util.Set;

/** The guards of a server in which nothing is set, for tests of what is behind them. */
public final class Guarding {

  private Guarding() {}

  public static Guards usual(SessionClock clock, TrafficMetrics traffic) {
    var bans = new Bans(clock::nanoTime, traffic);
    return new Guards(
        new Authenticator(
            new AuthOptions(AuthMode.OPTIONAL, null, null),
            () -> Instant.ofEpochMilli(clock.millis())),
        Set.of("localhost"),
        RateLimits.DEFAULT,
        new AddressLimits(RateLimits.DEFAULT, clock::nanoTime),
        new Offences(bans, clock::nanoTime),
        bans,
        new ConnectionLimits(ConnectionBounds.DEFAULT, traffic));
  }
}
