package io.starling.server.transport;

import io.starling.server.hub.Loop;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.Session;
import java.util.List;
import java.util.Map;

/**
 * What is behind a WebSocket path.
 *
 * @param maxMessageBytes of one message, whole or in fragments
 * @param maxFragments of one message
 */
record Endpoint(int maxMessageBytes, int maxFragments, Opener opener) {

  private static final int MAX_FRAGMENTS = 1_024;

  /** With so many fragments as nobody needs more of. */
  Endpoint(int maxMessageBytes, Opener opener) {
    this(maxMessageBytes, MAX_FRAGMENTS, opener);
  }

  /** Makes the taker of a new connection's messages. */
  interface Opener {
    Inbound open(
        Session session, Loop loop, HeartbeatWheel heartbeats, Map<String, List<String>> query);
  }
}
