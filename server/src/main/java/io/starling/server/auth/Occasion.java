package io.starling.server.auth;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a credential is shown; a Nostr event is bound to it. Immutable.
 *
 * @param method of the request or the handshake, upper case
 * @param url absolute, with its query, as the client sees it: behind a proxy, the proxy's
 * @param challenge what this connection was told to sign; null where there is none
 * @param ownHosts names and addresses under which this server is reached, without port
 */
public record Occasion(String method, URI url, @Nullable String challenge, Set<String> ownHosts) {

  public Occasion {
    if (ServerName.address(url.toString()).isEmpty()) {
      throw new IllegalArgumentException("the address of an occasion is absolute");
    }
    ownHosts = Set.copyOf(ownHosts);
  }

  /** Without the challenge, which is a secret of one connection until it is used. */
  @Override
  public String toString() {
    return "Occasion[" + method + "]";
  }
}
