package io.starling.server.hub;

import io.netty.buffer.ByteBuf;

/** Says to a subscriber of an {@link Contract#EVERY} channel what it has lost. */
public interface GapEncoder {

  /**
   * Writes the frame that says that the publications {@code [fromSeq, toSeq)} are lost. On any
   * event loop.
   *
   * @param key of the variant
   */
  void encode(Object key, long fromSeq, long toSeq, ByteBuf out);
}
