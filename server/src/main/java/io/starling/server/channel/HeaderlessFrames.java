package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.message.NodeLayout;
import io.starling.server.hub.Frames;

/**
 * Frames of nothing but records. They say no time and no flags, and an update without any record
 * that fits is no frame at all.
 */
final class HeaderlessFrames implements RecordFrames {

  private final NodeLayout layout;
  private final int rowsPerFrame;

  HeaderlessFrames(NodeLayout layout) {
    this.layout = layout;
    this.rowsPerFrame = HeaderlessCodec.perFrame(layout);
  }

  @Override
  public int bytes(Columns columns, int[] rows, int count) {
    int bytes = 0;
    for (int from = 0; from < count; from += rowsPerFrame) {
      int payload = payloadBytes(columns, part(rows, from, count));
      bytes += payload == 0 ? 0 : Frames.bytes(payload);
    }
    return bytes;
  }

  @Override
  public void write(
      ByteBuf out, Columns columns, int[] rows, int count, long timeMillis, int flags) {
    for (int from = 0; from < count; from += rowsPerFrame) {
      Rows part = part(rows, from, count);
      int payload = payloadBytes(columns, part);
      if (payload > 0) {
        Frames.writeHeader(out, Frames.BINARY, payload);
        HeaderlessCodec.encode(out, layout, columns, part);
      }
    }
  }

  private Rows part(int[] rows, int from, int count) {
    return Rows.of(rows, from, Math.min(count, from + rowsPerFrame));
  }

  private int payloadBytes(Columns columns, Rows part) {
    return HeaderlessCodec.fitting(layout, columns, part) * layout.recordBytes();
  }
}
