package io.starling.server.transport;

import io.netty.buffer.ByteBuf;

/**
 * What takes the whole messages of one connection. On its event loop; the buffers belong to the
 * caller and live as long as the call.
 */
interface Inbound {

  void text(ByteBuf message);

  void binary(ByteBuf message);
}
