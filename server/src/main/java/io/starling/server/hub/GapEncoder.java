package io.starling.server.hub;

import io.netty.buffer.ByteBuf;

/** Says to a subscriber of an {@link Contract#EVERY} channel what it has lost. */
public interface GapEncoder {

  /** Writes the frame that says that the publications {@code [fromSeq, toSeq)} are lost. */
  void encode(String channel, long fromSeq, long toSeq, ByteBuf out);
}
