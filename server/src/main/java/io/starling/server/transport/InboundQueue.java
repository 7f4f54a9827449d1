package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.WarningCode;
import io.starling.server.channel.Viewer;
import io.starling.server.hub.Frames;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what comes while it is not yet clear who the client is, so that a request behind {@code
 * authenticate} is that user's. Full at 100 messages or a mebibyte; then the oldest go, and the
 * client is told how many. Confined to the connection's event loop.
 */
final class InboundQueue implements Inbound {

  static final int MAX_MESSAGES = 100;

  private static final int MAX_BYTES = 1 << 20;

  private final Inbound next;
  private final Viewer viewer;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(0);
  private int bytes;
  private long dropped;

  /** Of a message that came when others had to wait. */
  private @Nullable ByteBuf parts;

  /** Whether the beginning of a message has been passed on, so that the rest follows. */
  private boolean isInParts;

  /** A copy in memory that needs no release. */
  private record Waiting(int opcode, ByteBuf message) {}

  private InboundQueue(Inbound next, Viewer viewer) {
    this.next = next;
    this.viewer = viewer;
  }

  /** Puts one in front, and begins what the opening says of the client's identity. */
  static Inbound before(Inbound next, Endpoint.Opening opening, Viewer viewer) {
    var queue = new InboundQueue(next, viewer);
    viewer.identity().onDecided(queue::drain);
    viewer.identity().begin(opening.expiry());
    if (opening.mustAuthenticate()) {
      viewer.identity().mustAuthenticate();
    }
    return queue;
  }

  @Override
  public void text(ByteBuf message) {
    if (mustWait()) {
      keep(Frames.TEXT, message);
    } else {
      next.text(message);
    }
  }

  @Override
  public void binary(ByteBuf message) {
    if (mustWait()) {
      keep(Frames.BINARY, message);
    } else {
      next.binary(message);
    }
  }

  @Override
  public int maxBinaryBytes() {
    return next.maxBinaryBytes();
  }

  /** A message in parts waits as a whole; while somebody is asked who it is none is large. */
  @Override
  public void part(ByteBuf part, boolean last) {
    if (isInParts || (parts == null && !mustWait())) {
      next.part(part, last);
      isInParts = !last;
      return;
    }
    ByteBuf whole = parts == null ? Unpooled.buffer(0) : parts;
    if (whole.readableBytes() + part.readableBytes() > MAX_BYTES) {
      viewer.session().close(CloseCode.MESSAGE_TOO_LARGE);
      return;
    }
    whole.writeBytes(part, part.readerIndex(), part.readableBytes());
    parts = last ? null : whole;
    if (last) {
      binary(whole);
    }
  }

  private boolean mustWait() {
    return viewer.identity().isAsking() || !waiting.isEmpty();
  }

  private void keep(int opcode, ByteBuf message) {
    waiting.add(new Waiting(opcode, Unpooled.copiedBuffer(message)));
    bytes += message.readableBytes();
    while (waiting.size() > MAX_MESSAGES || bytes > MAX_BYTES) {
      bytes -= waiting.remove().message().readableBytes();
      dropped++;
    }
  }

  private void drain() {
    if (dropped > 0) {
      long count = dropped;
      dropped = 0;
      viewer.warn(WarningCode.MESSAGES_DROPPED, count);
    }
    while (!waiting.isEmpty() && !viewer.identity().isAsking() && !viewer.session().isClosing()) {
      Waiting first = waiting.remove();
      bytes -= first.message().readableBytes();
      if (first.opcode() == Frames.TEXT) {
        next.text(first.message());
      } else {
        next.binary(first.message());
      }
    }
  }
}
