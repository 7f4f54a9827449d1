package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;

/**
 * Writes an update of node records as finished WebSocket frames, each of at most 64 KiB and a frame
 * of its own, so that something urgent can go between them. Immutable.
 */
interface RecordFrames {

  /** Size of the update with all its headers. */
  int bytes(Columns columns, int[] rows, int count);

  /** Writes it; rows whose id the format cannot say are left out. */
  void write(ByteBuf out, Columns columns, int[] rows, int count, long timeMillis, int flags);
}
