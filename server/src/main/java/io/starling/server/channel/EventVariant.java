package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.Encoder;

/** What subscribers of events must have in common to share one encoded stream. Immutable. */
record EventVariant(Wording wording) {

  Encoder<Happening> encoder(String channel, ByteBufAllocator allocator) {
    return (happening, seq, log) -> {
      ByteBuf message = allocator.directBuffer(happening.bytes() + 128);
      try {
        wording.encode(
            new ServerMessage.Event(channel, seq, happening.data(), happening.millis()), message);
        log.append(wording.opcode(), message, seq);
      } finally {
        message.release();
      }
    };
  }
}
