package io.starling.server.session;

import io.starling.server.auth.Authenticator;
import io.starling.server.limits.AddressLimits;
import io.starling.server.limits.Bans;
import io.starling.server.limits.ConnectionLimits;
import io.starling.server.limits.Offences;
import io.starling.server.limits.RateLimits;
import java.util.Set;

/**
 * What stands between clients and the rest: who they are, and how much of everything they may. One
 * for the process. Thread-safe.
 *
 * @param hosts names and addresses under which this server is reached, without port
 * @param rates what one connection may send
 */
public record Guards(
    Authenticator authenticator,
    Set<String> hosts,
    RateLimits rates,
    AddressLimits addresses,
    Offences offences,
    Bans bans,
    ConnectionLimits connections) {

  public Guards {
    hosts = Set.copyOf(hosts);
  }
}
