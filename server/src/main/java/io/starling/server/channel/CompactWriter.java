package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.compact.CompactEncoder;
import io.starling.protocol.compact.MessageParts;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Frames;
import java.util.Arrays;

/** Positions as a stream of 0x13; a change of its nodes needs a keyframe. */
final class CompactWriter implements PositionWriter {

  private final CompactEncoder encoder;
  private final FrameCompressor compressor;
  private int[] rows = {};

  CompactWriter(int version, FrameCompressor compressor) {
    this.compressor = compressor;
    this.encoder = new CompactEncoder(version, PositionEncoder.QUANTUM);
  }

  @Override
  public boolean restructure(int[] ids, int[] newRows) {
    rows = newRows;
    return true;
  }

  @Override
  public void keyframe(Motion.Stepped step, long seq, ChannelLog log) {
    encoder.keyframe(step.columns(), all(), (int) step.timeMillis());
    write(log);
    log.commit(seq, true);
  }

  @Override
  public int moved(Motion.Stepped step, long seq, ChannelLog log) {
    int count = encoder.delta(step.columns(), all(), (int) step.timeMillis());
    if (count > 0) {
      write(log);
      log.commit(seq, false);
    }
    return count;
  }

  @Override
  public void dragged(int row, Motion.Dragged drag, long seq, ChannelLog log) {
    int index = Arrays.binarySearch(rows, row);
    if (encoder.move(index, drag.x(), drag.y(), drag.z(), (int) drag.timeMillis()) > 0) {
      write(log);
      log.commit(seq, false);
    }
  }

  private Rows all() {
    return Rows.of(rows, 0, rows.length);
  }

  /** A WebSocket message for each part, so that something urgent can go between them. */
  private void write(ChannelLog log) {
    MessageParts parts = encoder.parts();
    int bytes = 0;
    for (int part = 0; part < parts.count(); part++) {
      bytes += Frames.bytes(parts.bytes(part));
    }
    ByteBuf out = log.begin(bytes);
    int start = out.writerIndex();
    for (int part = 0; part < parts.count(); part++) {
      Frames.writeHeader(out, Frames.BINARY, parts.bytes(part));
      parts.write(part, out);
    }
    compressor.compress(out, start);
  }
}
