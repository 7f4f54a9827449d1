package io.starling.server.session;

import io.starling.protocol.error.CloseCode;

/** The socket of a session, as far as a session may touch it. Confined to its event loop. */
public interface Connection {

  /** Sends a close frame and ends the connection once the client has answered, or soon after. */
  void close(CloseCode code, String reason);

  /** Whether a close frame was sent: nothing that still comes is listened to. */
  boolean isClosing();

  /** Address of the other side, without port. */
  String remoteAddress();
}
