package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Outlet;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The way out on epoll: straight from the shared segment into the socket, one system call, no queue
 * entry, no reference count, no pipeline. Only when the kernel takes less than all of it does the
 * rest of the one frame that was cut go into Netty's queue, as a retained slice; the next frames
 * wait in the log, so that something more urgent can still go before them.
 *
 * <p>Nobody else writes to the channel, so order holds. Between the moment the channel closes and
 * the moment its session hears of it, the number of the descriptor may already be a newcomer's: an
 * outlet whose socket is closed is never ready.
 */
final class DirectOutlet implements Outlet {

  private final Channel channel;
  private final FileDescriptor socket;
  private final ChannelFutureListener onTail = this::tailWritten;
  private @Nullable Outbox outbox;
  private boolean tailPending;

  DirectOutlet(UnixChannel channel) {
    this.channel = channel;
    this.socket = channel.fd();
  }

  /**
   * Whom to wake when the socket has room again. The answer to the handshake may still be in
   * Netty's queue: nothing goes past it.
   */
  void bind(Outbox bound) {
    outbox = bound;
    tailPending = true;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(onTail);
  }

  @Override
  public boolean ready() {
    return !tailPending && socket.isOpen();
  }

  @Override
  public int write(ByteBuf memory, int from, int to) {
    int written;
    try {
      written = socket.writeAddress(memory.memoryAddress(), from, to);
    } catch (IOException e) {
      // The other side is gone; the event loop hears of it too and ends the session.
      tailPending = true;
      channel.eventLoop().execute(channel::close);
      return to;
    }
    int cut = from + written;
    if (cut == to) {
      return to;
    }
    int end = Frames.boundary(memory, from, cut + 1, to);
    tailPending = true;
    channel
        .pipeline()
        .firstContext()
        .writeAndFlush(memory.retainedSlice(cut, end - cut))
        .addListener(onTail);
    return end;
  }

  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return Pending.bytes(channel);
  }

  private void tailWritten(ChannelFuture tail) {
    if (tail.isSuccess() && outbox != null) {
      tailPending = false;
      outbox.wake();
    }
  }
}
