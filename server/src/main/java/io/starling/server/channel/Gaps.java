package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.server.hub.Frames;

/**
 * Tells a subscriber which publications it has lost: {@code
 * {"type":"gap","channel":…,"from":…,"to":…}}.
 */
final class Gaps {

  private Gaps() {}

  /** Writes the frame for the lost publications {@code [fromSeq, toSeq)}; names are plain words. */
  static void encode(String channel, long fromSeq, long toSeq, ByteBuf out) {
    String text =
        "{\"type\":\"gap\",\"channel\":\""
            + channel
            + "\",\"from\":"
            + fromSeq
            + ",\"to\":"
            + (toSeq - 1)
            + "}";
    Frames.writeHeader(out, Frames.TEXT, text.length());
    ByteBufUtil.writeAscii(out, text);
  }
}
