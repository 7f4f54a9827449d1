package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.message.ServerMessage.Gap;
import io.starling.server.hub.Frames;

/** Tells a subscriber which publications it has lost. Pure functions. */
final class Gaps {

  private Gaps() {}

  /** Appends the whole frame. */
  static void encode(Wording wording, Gap gap, ByteBuf out) {
    ByteBuf message = out.alloc().buffer();
    try {
      wording.encode(gap, message);
      Frames.writeHeader(out, wording.opcode(), message.readableBytes());
      out.writeBytes(message);
    } finally {
      message.release();
    }
  }
}
