package io.starling.server.channel;

import io.starling.server.auth.Occasion;
import io.starling.server.session.Deadlines;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection came in: what its proofs of identity are bound to, and what keeps their time.
 * Immutable.
 *
 * @param url absolute, as the client sees it
 * @param challenge what a Nostr event of this connection must sign; null where none is taken
 * @param deadlines of the connection's event loop
 */
public record Entrance(String url, @Nullable String challenge, Deadlines deadlines) {

  Occasion occasion(Set<String> hosts) {
    return new Occasion("GET", URI.create(url), challenge, hosts);
  }
}
