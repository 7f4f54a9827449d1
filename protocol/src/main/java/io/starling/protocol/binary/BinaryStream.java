package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import java.util.function.Consumer;

/**
 * Reads one large binary message as its parts arrive. What is in it is cut out and delivered
 * message by message, so that never more than one of them, 64 KiB, is kept; a bad one is refused
 * alone. Confined to the connection's event loop.
 */
public final class BinaryStream {
  private static final int MAX_KEPT = HeaderCodec.BYTES + 1 + HeaderCodec.MAX_PAYLOAD_BYTES;

  private final BinaryInput input;
  private final BinaryInput.Sink sink;
  private final Consumer<ProtocolException> refused;
  private final ByteBuf kept = Unpooled.buffer(1_024, MAX_KEPT);
  private boolean broken;

  BinaryStream(BinaryInput input, BinaryInput.Sink sink, Consumer<ProtocolException> refused) {
    this.input = input;
    this.sink = sink;
    this.refused = refused;
  }

  /** Takes a part, which stays the caller's. */
  public void part(ByteBuf part, boolean last) {
    ByteBuf in = part.slice();
    while (in.isReadable() && !broken) {
      kept.writeBytes(in, Math.min(in.readableBytes(), kept.maxWritableBytes()));
      cut();
      kept.discardReadBytes();
    }
    if (last && kept.isReadable() && !broken) {
      refuse(HeaderCodec.malformed("The last message is cut off", 0));
    }
  }

  private void cut() {
    for (int length = next(); length > 0; length = next()) {
      ByteBuf whole = kept.readSlice(length);
      try {
        input.decodeNext(whole, sink);
      } catch (ProtocolException bad) {
        refused.accept(bad);
      }
    }
  }

  /** Returns the bytes of what can be cut out next, 0 where it is not all there. */
  private int next() {
    if (broken || kept.readableBytes() < HeaderCodec.BYTES) {
      return 0;
    }
    if (!input.decideByHeader(kept)) {
      refuse(HeaderCodec.malformed("A first message so large must begin with a known header", 0));
      return 0;
    }
    int length = input.nextBytes(kept);
    return length <= kept.readableBytes() ? length : 0;
  }

  /** What follows can't be told from what is broken. */
  private void refuse(ProtocolException bad) {
    broken = true;
    refused.accept(bad);
  }
}
