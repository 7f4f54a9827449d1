package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.hub.Frames;

/** Frames of one protocol message each, of at most 65,535 bytes behind its header. */
final class HeadedFrames implements RecordFrames {

  private static final int VERSION_BYTE = 1;
  private static final int MORE = 0x80;

  private final Format format;
  private final int version;
  private final int rowsPerFrame;

  HeadedFrames(Format format, int version) {
    this.format = format;
    this.version = version;
    this.rowsPerFrame = 0xFFFF / (messageBytes(1) - messageBytes(0));
  }

  @Override
  public int bytes(Columns columns, int[] rows, int count) {
    int bytes = 0;
    int from = 0;
    do {
      int to = Math.min(count, from + rowsPerFrame);
      bytes += Frames.bytes(messageBytes(fitting(columns, Rows.of(rows, from, to))));
      from = to;
    } while (from < count);
    return bytes;
  }

  @Override
  public void write(
      ByteBuf out, Columns columns, int[] rows, int count, long timeMillis, int flags) {
    Stamp stamp = Stamp.at(timeMillis, flags);
    int from = 0;
    do {
      int to = Math.min(count, from + rowsPerFrame);
      Rows part = Rows.of(rows, from, to);
      Frames.writeHeader(out, Frames.BINARY, messageBytes(fitting(columns, part)));
      int start = out.writerIndex();
      switch (format) {
        case POSITION -> PositionCodec.encode(out, version, columns, part, stamp);
        case CLIENT28 -> NodeCodec.encode(out, version, columns, part);
        case COMPACT, WIRE34, WIRE36, COMPUTE48 -> throw notRecords();
      }
      if (to < count && version >= Negotiation.FIRST_VERSION_WITH_FLAGS) {
        out.setByte(start + VERSION_BYTE, version | MORE);
      }
      from = to;
    } while (from < count);
  }

  private int fitting(Columns columns, Rows rows) {
    return format == Format.POSITION ? PositionCodec.fitting(version, columns, rows) : rows.count();
  }

  private int messageBytes(int count) {
    return switch (format) {
      case POSITION -> PositionCodec.bytes(version, count);
      case CLIENT28 -> NodeCodec.bytes(count);
      case COMPACT, WIRE34, WIRE36, COMPUTE48 -> throw notRecords();
    };
  }

  private IllegalArgumentException notRecords() {
    return new IllegalArgumentException(format + " is not records behind headers");
  }
}
