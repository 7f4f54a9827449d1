package io.starling.benchmarks.compact;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Ways to write an update, and the bytes they take. */
enum Encoding {
  JSON("JSON"),
  POSITION("0x10, 21 B"),
  CLIENT28("`client28`"),
  CLIENT28_ZLIB("`client28` + zlib"),
  VARINTS("differences, varints"),
  PACKED_64("differences, packed by 64"),
  PREDICTED_64("differences or prediction, packed by 64"),
  PREDICTED_128("differences or prediction, packed by 128");

  private static final int HEADER = 19;

  private final String title;

  Encoding(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  int bytes(Update update) {
    return switch (this) {
      case JSON -> json(update).length;
      case POSITION -> records(update, false).length;
      case CLIENT28 -> records(update, true).length;
      case CLIENT28_ZLIB -> zlib(records(update, true));
      case VARINTS -> varints(update);
      case PACKED_64 -> packed(update, 64, false);
      case PREDICTED_64 -> packed(update, 64, true);
      case PREDICTED_128 -> packed(update, 128, true);
    };
  }

  static int zlib(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + 64];
      int size = 0;
      while (!deflater.finished()) {
        size += deflater.deflate(out);
      }
      return size;
    } finally {
      deflater.end();
    }
  }

  private static byte[] json(Update update) {
    StringBuilder text = new StringBuilder("{\"type\":\"positions\",\"nodes\":[");
    for (int index : update.indices()) {
      text.append("{\"id\":").append(index + 1);
      text.append(",\"x\":").append(update.at().x()[index]);
      text.append(",\"y\":").append(update.at().y()[index]);
      text.append(",\"z\":").append(update.at().z()[index]).append("},");
    }
    text.setLength(text.length() - 1);
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Velocities are what a client would see: the way since the update before, by its time. */
  private static byte[] records(Update update, boolean velocities) {
    int nodes = update.at().count();
    int[] ids = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      ids[i] = i + 1;
    }
    float[][] velocity = new float[3][nodes];
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < update.count(); i++) {
        velocity[axis][update.indices()[i]] =
            update.change()[axis][i] * CompactComparison.QUANTUM * 10;
      }
    }
    float[][] position = {update.at().x(), update.at().y(), update.at().z()};
    Columns columns = Columns.of(ids, position, velocity);
    Rows rows = Rows.of(update.indices(), 0, update.count());
    ByteBuf out = Unpooled.buffer();
    if (velocities) {
      NodeCodec.encode(out, 3, columns, rows);
    } else {
      PositionCodec.encode(out, 3, columns, rows, Stamp.at(0, 1));
    }
    return ByteBufUtil.getBytes(out);
  }

  private static int varints(Update update) {
    int bytes = HEADER;
    int before = -1;
    for (int i = 0; i < update.count(); i++) {
      bytes += varintBytes(update.indices()[i] - before - 1);
      before = update.indices()[i];
      for (int[] axis : update.change()) {
        bytes += varintBytes(zigzag(axis[i]));
      }
    }
    return bytes;
  }

  private static int packed(Update update, int block, boolean predict) {
    int bytes = HEADER;
    int before = -1;
    for (int from = 0; from < update.count(); from += block) {
      int to = Math.min(update.count(), from + block);
      int gaps = 0;
      for (int i = from; i < to; i++) {
        gaps |= update.indices()[i] - before - 1;
        before = update.indices()[i];
      }
      bytes += 1 + packedBytes(to - from, gaps);
      for (int axis = 0; axis < 3; axis++) {
        int plain = column(update.change()[axis], null, from, to);
        int ahead =
            predict ? column(update.change()[axis], update.motion()[axis], from, to) : plain;
        bytes += 1 + Math.min(plain, ahead);
      }
    }
    return bytes;
  }

  private static int column(int[] change, int @Nullable [] motion, int from, int to) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      int value = motion == null ? change[i] : change[i] - motion[i];
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    int zigzag = packedBytes(to - from, zigzag(min) | zigzag(max));
    return Math.min(zigzag, packedBytes(to - from, max - min) + varintBytes(zigzag(min)));
  }

  private static int zigzag(int value) {
    return value << 1 ^ value >> 31;
  }

  private static int packedBytes(int count, int highest) {
    return (count * (32 - Integer.numberOfLeadingZeros(highest)) + 7) / 8;
  }

  private static int varintBytes(int unsigned) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(unsigned)) / 7);
  }
}
