package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.DeflaterPool;
import io.starling.server.session.Session;

/**
 * How subscribers are spoken to who share one encoded stream of messages. Immutable.
 *
 * @param deflated whether they agreed to permessage-deflate: a message is compressed once for all
 */
record TextVariant(Wording wording, boolean deflated) {

  static TextVariant of(Session session, Wording wording) {
    return new TextVariant(wording, session.deflates());
  }

  /** Appends a publication to the log of the variant. Under the channel's lock. */
  void append(ServerMessage message, long seq, ChannelLog log, Means means) {
    ByteBuf text = means.allocator().directBuffer();
    try {
      wording.encode(message, text);
      if (deflated) {
        means.deflaters().append(log, wording.opcode(), text, seq);
      } else {
        log.append(wording.opcode(), text, seq);
      }
    } finally {
      text.release();
    }
  }

  /** What encoding takes. */
  record Means(ByteBufAllocator allocator, DeflaterPool deflaters) {}
}
