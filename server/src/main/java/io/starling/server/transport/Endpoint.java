package io.starling.server.transport;

import io.starling.server.channel.Entrance;
import io.starling.server.hub.Loop;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is behind a WebSocket path.
 *
 * @param maxMessageBytes of one message, whole or in fragments
 * @param maxFragments of one message
 * @param entry who is let in
 * @param messagePack whether a client may ask for it
 */
record Endpoint(
    int maxMessageBytes, int maxFragments, Entry entry, boolean messagePack, Opener opener) {

  private static final int MAX_FRAGMENTS = 1_024;

  /** With so many fragments as nobody needs more of. */
  Endpoint(int maxMessageBytes, Entry entry, boolean messagePack, Opener opener) {
    this(maxMessageBytes, MAX_FRAGMENTS, entry, messagePack, opener);
  }

  /** Who is let in by a handshake. */
  enum Entry {
    /** Everybody, as a guest; the path is not there where everybody must be known. */
    GUESTS,
    /** Who is known, unless nobody is asked anywhere. */
    KNOWN,
    /** As the server's mode says. */
    BY_MODE,
    /** The same, but who must be known may say so after the handshake. */
    BY_MODE_LATER
  }

  /** Makes the taker of a new connection's messages. */
  interface Opener {
    Inbound open(Opening opening);
  }

  /**
   * A connection that was just upgraded.
   *
   * @param mustAuthenticate whether it has to say who it is before it may do anything
   * @param expiry when its token ends
   */
  record Opening(
      Session session,
      Loop loop,
      HeartbeatWheel heartbeats,
      Entrance entrance,
      Map<String, List<String>> query,
      boolean messagePack,
      boolean mustAuthenticate,
      Optional<Instant> expiry) {}
}
