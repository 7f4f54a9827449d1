package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Compresses for the channels: as many at a time as publish at a time, and not one for each
 * variant, because each takes a quarter of a mebibyte. Thread-safe.
 */
public final class DeflaterPool {

  private static final int MAX_KEPT = 8;

  private final ArrayBlockingQueue<DeflatedFrames> free = new ArrayBlockingQueue<>(MAX_KEPT);

  DeflaterPool() {}

  /**
   * Appends a publication to a log as one frame for those who agreed to permessage-deflate:
   * compressed where that is worthwhile. Under the channel's lock.
   */
  public void append(ChannelLog log, int opcode, ByteBuf payload, long seq) {
    if (!DeflatedFrames.isWorthwhile(opcode, payload)) {
      log.append(opcode, payload, seq);
      return;
    }
    write(log.begin(DeflatedFrames.maxBytes(payload.readableBytes())), opcode, payload);
    log.commit(seq, false);
  }

  /** Appends one frame to a buffer, compressed where that makes it smaller. */
  public void write(ByteBuf out, int opcode, ByteBuf payload) {
    DeflatedFrames frames = free.poll();
    if (frames == null) {
      frames = new DeflatedFrames();
    }
    try {
      frames.write(out, opcode, payload);
    } finally {
      if (!free.offer(frames)) {
        frames.close();
      }
    }
  }
}
