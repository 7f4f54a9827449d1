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
 */
record Endpoint(int maxMessageBytes, Opener opener) {

  /** Makes the taker of a new connection's messages. */
  interface Opener {
    Inbound open(
        Session session, Loop loop, HeartbeatWheel heartbeats, Map<String, List<String>> query);
  }
}
