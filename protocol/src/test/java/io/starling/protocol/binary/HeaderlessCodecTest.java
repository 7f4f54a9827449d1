package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;
import io.starling.protocol.message.TypeBits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HeaderlessCodecTest {

  @ParameterizedTest
  @CsvSource({"WIRE34, 1927, 65518", "WIRE36, 1820, 65520", "COMPUTE48, 1365, 65520"})
  void fillsAFrameWithWholeRecords(NodeLayout layout, int perFrame, int bytes) {
    ByteBuf out = Unpooled.buffer();

    int leftOut = HeaderlessCodec.encode(out, layout, columns(perFrame), Rows.range(0, perFrame));

    assertThat(HeaderlessCodec.perFrame(layout)).isEqualTo(perFrame);
    assertThat(leftOut).isZero();
    assertThat(out.readableBytes()).isEqualTo(bytes);
    assertThat(HeaderlessCodec.decode(layout, out).count()).isEqualTo(perFrame);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HeaderlessCodec.encode(
                    out, layout, columns(perFrame + 1), Rows.range(0, perFrame + 1)));
  }

  @Test
  void writesBytesInThisOrder() {
    Columns columns =
        Columns.of(
            new int[] {TypeBits.KNOWLEDGE | 5},
            new float[][] {{1}, {2}, {3}},
            new float[][] {{4}, {5}, {6}});

    assertThat(hex(NodeLayout.WIRE34, columns))
        .isEqualTo(
            "0540"
                + "0000803f0000004000004040"
                + "000080400000a0400000c040"
                + "0000807f"
                + "ffffffff");
    assertThat(hex(NodeLayout.COMPUTE48, columns))
        .isEqualTo(
            "05000040"
                + "0000803f0000004000004040"
                + "000080400000a0400000c040"
                + "0000807f"
                + "ffffffff"
                + "ffffffff"
                + "00000000"
                + "0000803f");
  }

  @Test
  void leavesOutAndCountsIdsThat14BitsCannotSay() {
    int[] ids = {
      TypeBits.KNOWLEDGE | 1,
      16_383,
      TypeBits.KNOWLEDGE | 16_384,
      TypeBits.ID_MASK,
      TypeBits.AGENT | 2
    };
    Columns columns = Columns.of(ids, new float[3][5], new float[3][5]);
    Rows rows = Rows.range(0, 5);
    ByteBuf out = Unpooled.buffer();

    int leftOut = HeaderlessCodec.encode(out, NodeLayout.WIRE34, columns, rows);

    assertThat(leftOut).isEqualTo(2);
    assertThat(HeaderlessCodec.fitting(NodeLayout.WIRE34, columns, rows)).isEqualTo(3);
    assertThat(typedIds(NodeLayout.WIRE34, out))
        .containsExactly(TypeBits.KNOWLEDGE | 1, 16_383, TypeBits.AGENT | 2);
    assertThat(HeaderlessCodec.fitting(NodeLayout.WIRE36, columns, rows)).isEqualTo(5);
  }

  @Test
  void saysOfTypesWhatThereIsRoomFor() {
    int[] ids = {
      TypeBits.AGENT | 1,
      TypeBits.KNOWLEDGE | 2,
      TypeBits.PROPERTY | 3,
      TypeBits.INDIVIDUAL | 4,
      TypeBits.CLASS | 5
    };
    Columns columns = Columns.of(ids, new float[3][5], new float[3][5]);
    ByteBuf narrow = Unpooled.buffer();
    ByteBuf wide = Unpooled.buffer();

    HeaderlessCodec.encode(narrow, NodeLayout.WIRE34, columns, Rows.range(0, 5));
    HeaderlessCodec.encode(wide, NodeLayout.WIRE36, columns, Rows.range(0, 5));

    assertThat(typedIds(NodeLayout.WIRE34, narrow))
        .containsExactly(TypeBits.AGENT | 1, TypeBits.KNOWLEDGE | 2, 3, 4, 5);
    assertThat(typedIds(NodeLayout.WIRE36, wide)).containsExactly(ids);
  }

  @ParameterizedTest
  @EnumSource(NodeLayout.class)
  void saysWhatWasFoundOut(NodeLayout layout) {
    Analytics analytics =
        Analytics.UNKNOWN
            .withPaths(new float[] {9, 2.5f}, new int[] {9, 7})
            .withClusters(new int[] {9, 3})
            .withCentrality(new float[] {9, 0.5f})
            .withMass(new float[] {9, 4});
    ByteBuf out = Unpooled.buffer();

    HeaderlessCodec.encode(out, layout, columns(2).with(analytics), Rows.of(new int[] {1}, 0, 1));

    NodeRecords records = HeaderlessCodec.decode(layout, out);
    boolean computed = layout == NodeLayout.COMPUTE48;
    assertThat(records.count()).isEqualTo(1);
    assertThat(records.distance(0)).isEqualTo(2.5f);
    assertThat(records.parent(0)).isEqualTo(7);
    assertThat(records.cluster(0)).isEqualTo(computed ? 3 : -1);
    assertThat(records.centrality(0)).isEqualTo(computed ? 0.5f : 0);
    assertThat(records.mass(0)).isEqualTo(computed ? 4 : 1);
  }

  @ParameterizedTest
  @EnumSource(NodeLayout.class)
  void saysThatNothingIsKnown(NodeLayout layout) {
    ByteBuf out = Unpooled.buffer();

    HeaderlessCodec.encode(out, layout, columns(1), Rows.range(0, 1));

    NodeRecords records = HeaderlessCodec.decode(layout, out);
    assertThat(records.distance(0)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(records.parent(0)).isEqualTo(-1);
    assertThat(records.cluster(0)).isEqualTo(-1);
    assertThat(records.centrality(0)).isZero();
    assertThat(records.mass(0)).isEqualTo(1);
  }

  private static Columns columns(int count) {
    return Columns.of(
        IntStream.range(0, count).toArray(), new float[3][count], new float[3][count]);
  }

  private static int[] typedIds(NodeLayout layout, ByteBuf frame) {
    NodeRecords records = HeaderlessCodec.decode(layout, frame);
    return IntStream.range(0, records.count()).map(records::typedId).toArray();
  }

  private static String hex(NodeLayout layout, Columns columns) {
    ByteBuf out = Unpooled.buffer();
    HeaderlessCodec.encode(out, layout, columns, Rows.range(0, 1));
    return ByteBufUtil.hexDump(out);
  }
}
