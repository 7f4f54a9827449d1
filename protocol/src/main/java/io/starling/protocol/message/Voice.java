package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/** What is heard of an agent or a person: a start, chunks, an end. */
public sealed interface Voice {

  /** Returns who speaks, u16. */
  int agent();

  /**
   * 0x41.
   *
   * @param kilohertz samples in a millisecond, u8
   */
  record Start(int agent, VoiceFormat format, int kilohertz) implements Voice {}

  /**
   * 0x40, and its old number 0x02.
   *
   * @param chunk counts from 0 and wraps, u16
   * @param audio at most 65,528 bytes; lives as long as the message's buffer
   */
  record Chunk(int agent, int chunk, VoiceFormat format, ByteBuf audio) implements Voice {}

  /**
   * 0x42.
   *
   * @param lastChunk number of the last chunk, u16, or {@link #UNKNOWN} where the client did not
   *     say
   */
  record End(int agent, int lastChunk) implements Voice {
    public static final int UNKNOWN = -1;
  }
}
