package io.starling.server.transport;

import io.netty.buffer.ByteBuf;

/**
 * What takes the whole messages of one connection. On its event loop; the buffers belong to the
 * caller and live as long as the call.
 */
interface Inbound {

  void text(ByteBuf message);

  void binary(ByteBuf message);

  /** The longest binary message that is taken now, if more than {@link MessageBounds#maxBytes}. */
  default int maxBinaryBytes() {
    return 0;
  }

  /**
   * A part of a binary message that came in several or is long; called where {@link
   * #maxBinaryBytes} says so. Other messages come only behind the last part.
   */
  default void part(ByteBuf part, boolean last) {
    throw new IllegalStateException("no messages come in parts here");
  }
}
