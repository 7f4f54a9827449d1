package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.starling.protocol.error.CloseCode;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Outbox;
import io.starling.server.session.Connection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a session and how it ends: one close frame each way, then the connection; whoever
 * does not answer in time is cut off. Confined to the event loop.
 */
final class NettyConnection implements Connection, Outbox.Owner {

  private static final long CLOSE_TIMEOUT_SECONDS = 2;
  private static final int NO_CODE = 0;

  private final Channel channel;
  private final String remoteAddress;
  private @Nullable Outbox outbox;
  private boolean closing;

  NettyConnection(Channel channel, String remoteAddress) {
    this.channel = channel;
    this.remoteAddress = remoteAddress;
  }

  void bind(Outbox bound) {
    outbox = bound;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public void tooSlow() {
    close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (!closing) {
      sendClose(code.number(), reason);
      channel.eventLoop().schedule(() -> channel.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * What the other side sends can't be understood any more: ends the connection without waiting for
   * its close frame. Our half goes first, so that no reset overtakes our own.
   */
  void fail(CloseCode code, String reason) {
    if (!closing && outbox != null) {
      close(code, reason);
      outbox.onIdle(
          () -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput()));
    }
  }

  private void endOutput() {
    if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  /** Sends the other side away for so many seconds, because the server ends. Any thread. */
  void goAway(int retryAfterSeconds) {
    String reason = CloseCode.GOING_AWAY.reason() + ", retry_after=" + retryAfterSeconds;
    channel.eventLoop().execute(() -> close(CloseCode.GOING_AWAY, reason));
  }

  /**
   * The other side has sent its close frame: answers it if it came first, then ends.
   *
   * @param code negative where the frame had none: then the answer has none either
   */
  void closedByPeer(int code) {
    if (!closing) {
      sendClose(Math.max(code, NO_CODE), "");
    }
    closeWhenSent();
  }

  private void sendClose(int code, String reason) {
    closing = true;
    if (outbox != null) {
      ByteBuf payload = code == NO_CODE ? Unpooled.EMPTY_BUFFER : payload(code, reason);
      outbox.finish(Frames.CLOSE, payload);
      payload.release();
    }
  }

  private static ByteBuf payload(int code, String reason) {
    byte[] words = Reasons.utf8(reason);
    return Unpooled.buffer(2 + words.length).writeShort(code).writeBytes(words);
  }

  /** Ends the connection once what was sent has left, at the latest after the time-out. */
  private void closeWhenSent() {
    if (outbox == null || outbox.isIdle()) {
      channel.close();
    } else {
      channel.eventLoop().schedule(() -> channel.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      outbox.onIdle(channel::close);
    }
  }
}
