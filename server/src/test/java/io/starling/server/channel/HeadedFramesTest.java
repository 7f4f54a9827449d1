package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.negotiation.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadedFramesTest {

  /** A message in its WebSocket frame: type, version and flags, payload bytes. */
  private record Part(int type, int versionAndFlags, int payloadBytes) {}

  @Test
  void writesTheGoldenBytesInAFrame() {
    var columns =
        Columns.of(new int[] {100, 200}, new float[][] {{1, 5}, {2, 6}, {3, 7}}, new float[3][2]);

    String hex = written(new HeadedFrames(Format.POSITION, 2), columns, new int[] {0, 1});

    assertThat(hex)
        .isEqualTo(
            "822e"
                + "10022a00"
                + "64000000"
                + "0000803f0000004000004040"
                + "e8030000"
                + "01"
                + "c8000000"
                + "0000a0400000c0400000e040"
                + "e8030000"
                + "01");
  }

  @Test
  void writesOnlyTheRowsThatItIsGiven() {
    var columns =
        Columns.of(
            new int[] {1, 2, 3}, new float[][] {{1, 2, 3}, {0, 0, 0}, {0, 0, 0}}, new float[3][3]);

    String hex = written(new HeadedFrames(Format.POSITION, 2), columns, new int[] {2, 0});

    assertThat(hex).contains("03000000" + "00004040").contains("01000000" + "0000803f");
    assertThat(hex).doesNotContain("02000000" + "00000040");
  }

  @ParameterizedTest
  @CsvSource({
    "POSITION, 2, 3120, 21, 0x10",
    "POSITION, 3, 3120, 21, 0x10",
    "POSITION, 1, 3449, 19, 0x10",
    "CLIENT28, 2, 2340, 28, 0x12",
    "CLIENT28, 4, 2340, 28, 0x12",
  })
  void splitsAtRecordsIntoFramesOfTheirOwn(
      Format format, int version, int perFrame, int record, int type) {
    var writer = new HeadedFrames(format, version);
    int more = version >= 3 ? 0x80 : 0;

    assertThat(parts(writer, perFrame)).containsExactly(new Part(type, version, perFrame * record));
    assertThat(parts(writer, perFrame + 1))
        .containsExactly(
            new Part(type, version | more, perFrame * record), new Part(type, version, record));
    assertThat(parts(writer, 3 * perFrame)).hasSize(3);
    assertThat(parts(writer, 0)).containsExactly(new Part(type, version, 0));
  }

  @Test
  void leavesOutWhatVersionOneCannotSay() {
    var columns =
        Columns.of(
            new int[] {65_535, 65_536, 7},
            new float[][] {{1, 2, 3}, {0, 0, 0}, {0, 0, 0}},
            new float[3][3]);

    String hex = written(new HeadedFrames(Format.POSITION, 1), columns, new int[] {0, 1, 2});

    assertThat(hex).startsWith("822a" + "10012600" + "ffff").contains("0700" + "00004040");
  }

  private static List<Part> parts(HeadedFrames writer, int count) {
    var columns =
        Columns.of(
            IntStream.rangeClosed(1, count).toArray(), new float[3][count], new float[3][count]);
    int[] rows = IntStream.range(0, count).toArray();
    ByteBuf out = Unpooled.buffer();
    writer.write(out, columns, rows, count, 1_000, 1);
    assertThat(out.readableBytes()).isEqualTo(writer.bytes(columns, rows, count));
    List<Part> parts = new ArrayList<>();
    while (out.isReadable()) {
      assertThat(out.readUnsignedByte()).isEqualTo((short) 0x82);
      int length = out.readUnsignedByte();
      length = length == 126 ? out.readUnsignedShort() : length;
      length = length == 127 ? (int) out.readLong() : length;
      int type = out.readUnsignedByte();
      int versionAndFlags = out.readUnsignedByte();
      int payload = out.readUnsignedShortLE();
      assertThat(payload).isEqualTo(length - 4);
      out.skipBytes(payload);
      parts.add(new Part(type, versionAndFlags, payload));
    }
    return parts;
  }

  private static String written(HeadedFrames writer, Columns columns, int[] rows) {
    ByteBuf out = Unpooled.buffer();
    writer.write(out, columns, rows, rows.length, 1_000, 1);
    assertThat(out.readableBytes()).isEqualTo(writer.bytes(columns, rows, rows.length));
    return ByteBufUtil.hexDump(out);
  }
}
