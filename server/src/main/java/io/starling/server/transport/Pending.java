package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** How much of what was written the kernel does not have yet. */
final class Pending {

  private Pending() {}

  /**
   * Falls whenever the socket takes something: Netty's own count falls entry by entry, so what is
   * left of the entry being sent is added.
   */
  static long bytes(Channel channel) {
    var queue = channel.unsafe().outboundBuffer();
    if (queue == null) {
      return 0;
    }
    long rest = queue.current() instanceof ByteBuf current ? current.readableBytes() : 0;
    return queue.totalPendingWriteBytes() + rest;
  }
}
