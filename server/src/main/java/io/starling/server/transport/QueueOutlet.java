package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.starling.server.hub.Outlet;

/**
 * The way out by Netty's own write queue, for io_uring and NIO: what is written is a retained slice
 * until the kernel has it. Its watermarks bound what one connection can hold.
 */
final class QueueOutlet implements Outlet {

  private final Channel channel;

  QueueOutlet(Channel channel) {
    this.channel = channel;
  }

  @Override
  public boolean ready() {
    return channel.isWritable();
  }

  @Override
  public int write(ByteBuf memory, int from, int to) {
    channel.unsafe().write(memory.retainedSlice(from, to - from), channel.voidPromise());
    return to;
  }

  @Override
  public void flush() {
    channel.unsafe().flush();
  }

  @Override
  public long pendingBytes() {
    return Pending.bytes(channel);
  }
}
