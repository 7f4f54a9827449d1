package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.NodeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderlessFramesTest {

  @ParameterizedTest
  @CsvSource({"WIRE34, 1927, 34", "WIRE36, 1820, 36", "COMPUTE48, 1365, 48"})
  void splitsAtRecordsIntoFramesOfAtMost64KiB(NodeLayout layout, int perFrame, int record) {
    assertThat(frames(layout, ids(1, perFrame))).containsExactly(perFrame * record);
    assertThat(frames(layout, ids(1, perFrame + 1))).containsExactly(perFrame * record, record);
    assertThat(frames(layout, ids(1, 3 * perFrame))).hasSize(3).allMatch(bytes -> bytes <= 65_536);
  }

  @Test
  void writesNoFrameForNothing() {
    assertThat(frames(NodeLayout.WIRE36, new int[0])).isEmpty();
    assertThat(frames(NodeLayout.WIRE34, new int[] {16_384, 20_000})).isEmpty();
  }

  @Test
  void leavesOutWhatFourteenBitsCannotSay() {
    int[] ids = {16_383, 16_384, 7};
    ByteBuf out = written(NodeLayout.WIRE34, ids);

    assertThat(ByteBufUtil.hexDump(out)).startsWith("8244" + "ff3f").contains("0700" + "00000000");
    assertThat(frames(NodeLayout.WIRE34, ids)).containsExactly(2 * 34);
    assertThat(frames(NodeLayout.WIRE36, ids)).containsExactly(3 * 36);
  }

  @Test
  void leavesOutAFrameInWhichNothingFits() {
    assertThat(frames(NodeLayout.WIRE34, ids(16_384 - 1_927, 3 * 1_927)))
        .containsExactly(1_927 * 34);
    assertThat(frames(NodeLayout.WIRE34, ids(16_384 - 1_937, 3 * 1_927)))
        .containsExactly(1_927 * 34, 10 * 34);
  }

  private static int[] ids(int first, int count) {
    return IntStream.range(first, first + count).toArray();
  }

  private static List<Integer> frames(NodeLayout layout, int[] ids) {
    ByteBuf out = written(layout, ids);
    List<Integer> frames = new ArrayList<>();
    while (out.isReadable()) {
      assertThat(out.readUnsignedByte()).isEqualTo((short) 0x82);
      int length = out.readUnsignedByte();
      length = length == 126 ? out.readUnsignedShort() : length;
      out.skipBytes(length);
      frames.add(length);
    }
    return frames;
  }

  private static ByteBuf written(NodeLayout layout, int[] ids) {
    var columns = Columns.of(ids, new float[3][ids.length], new float[3][ids.length]);
    int[] rows = IntStream.range(0, ids.length).toArray();
    var frames = new HeaderlessFrames(layout);
    ByteBuf out = Unpooled.buffer();
    frames.write(out, columns, rows, rows.length, 1_000, 1);
    assertThat(out.readableBytes()).isEqualTo(frames.bytes(columns, rows, rows.length));
    return out;
  }
}
