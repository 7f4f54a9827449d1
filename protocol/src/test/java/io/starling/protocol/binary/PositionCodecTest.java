package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.RecordFlags;
import io.starling.protocol.message.TypeBits;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.vectors.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionCodecTest {
  private static final Stamp STAMP =
      Stamp.at(1_700_000_000_000L, RecordFlags.ACTIVE | RecordFlags.POSITION_CHANGED);

  @ParameterizedTest
  @CsvSource({
    "1, 0, 4", "1, 1, 23", "1, 3449, 65535", "1, 3450, 65558",
    "2, 0, 4", "2, 1, 25", "2, 3120, 65524", "2, 3121, 65549",
    "3, 6240, 131048", "4, 6241, 131073", "2, 100000, 2100132",
  })
  void statesItsSizeBeforehand(int version, int count, int bytes) {
    ByteBuf out = Unpooled.buffer();

    int leftOut =
        PositionCodec.encode(out, version, columns(count, 0), Rows.range(0, count), STAMP);

    assertThat(leftOut).isEqualTo(version == 1 ? Math.max(0, count - 65_536) : 0);
    assertThat(PositionCodec.bytes(version, count)).isEqualTo(bytes);
    assertThat(out.readableBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1, 3449", "2, 3120", "3, 3120", "4, 3120"})
  void splitsAtRecordBoundariesAndReadsBack(int version, int perMessage) {
    int count = 2 * perMessage + 7;
    ByteBuf out = Unpooled.buffer();

    PositionCodec.encode(out, version, columns(count, 0), Rows.range(0, count), STAMP);

    List<Positions> messages = read(version, out);
    assertThat(messages.stream().map(Positions::count)).containsExactly(perMessage, perMessage, 7);
    Positions last = messages.get(2);
    assertThat(last.id(6)).isEqualTo(count - 1);
    assertThat(last.x(6)).isEqualTo((count - 1) / 2f);
    assertThat(last.y(6)).isEqualTo(-(count - 1));
    assertThat(last.z(6)).isEqualTo(0.25f);
    assertThat(last.time(6)).isEqualTo((int) 1_700_000_000_000L);
    assertThat(last.flags(6)).isEqualTo(33);
    assertThat(moreFlags(out)).containsExactly(version >= 3, version >= 3, false);
  }

  @Test
  void writesTheChosenRowsInTheirOrder() {
    ByteBuf out = Unpooled.buffer();

    PositionCodec.encode(out, 2, columns(10, 100), Rows.of(new int[] {9, 9, 3, 5, 0}, 1, 4), STAMP);

    Positions positions = read(2, out).get(0);
    assertThat(IntStream.range(0, positions.count()).map(positions::id))
        .containsExactly(109, 103, 105);
  }

  @Test
  void leavesOutAndCountsIdsThatVersion1CannotSay() {
    int[] ids = {1, 65_535, 65_536, TypeBits.ID_MASK, 2};
    Columns columns = Columns.of(ids, new float[3][5]);
    Rows rows = Rows.range(0, 5);
    ByteBuf out = Unpooled.buffer();

    int leftOut = PositionCodec.encode(out, 1, columns, rows, STAMP);

    assertThat(leftOut).isEqualTo(2);
    assertThat(PositionCodec.fitting(1, columns, rows)).isEqualTo(3);
    assertThat(out.readableBytes()).isEqualTo(PositionCodec.bytes(1, 3));
    Positions positions = read(1, out).get(0);
    assertThat(IntStream.range(0, 3).map(positions::id)).containsExactly(1, 65_535, 2);
  }

  @Test
  void writesAnEmptyMessageWhereNoIdFits() {
    Columns columns = Columns.of(new int[] {70_000}, new float[3][1]);
    ByteBuf out = Unpooled.buffer();

    int leftOut = PositionCodec.encode(out, 1, columns, Rows.range(0, 1), STAMP);

    assertThat(leftOut).isEqualTo(1);
    assertThat(read(1, out).get(0).count()).isZero();
  }

  @Test
  void leavesTypeBitsOff() {
    Columns columns = Columns.of(new int[] {TypeBits.KNOWLEDGE | 12}, new float[3][1]);
    ByteBuf out = Unpooled.buffer();

    PositionCodec.encode(out, 1, columns, Rows.range(0, 1), STAMP);
    PositionCodec.encode(out, 2, columns, Rows.range(0, 1), STAMP);

    assertThat(out.getUnsignedShortLE(4)).isEqualTo(12);
    assertThat(out.getIntLE(23 + 4)).isEqualTo(12);
  }

  @Test
  void appendsBehindWhatIsThere() {
    ByteBuf out = Unpooled.buffer().writeByte(0x55);

    PositionCodec.encode(out, 2, columns(1, 0), Rows.range(0, 1), STAMP);

    assertThat(out.readableBytes()).isEqualTo(1 + 25);
    assertThat(out.getByte(0)).isEqualTo((byte) 0x55);
    assertThat(out.getByte(1)).isEqualTo((byte) 0x10);
  }

  @Test
  void takesStampsOfTheirOwnPerRow() {
    ByteBuf out = Unpooled.buffer();
    Stamp perRow = Stamp.perRow(new int[] {5, 6}, new byte[] {(byte) 0xFF, 2});

    PositionCodec.encode(out, 2, columns(2, 0), Rows.of(new int[] {1, 0}, 0, 2), perRow);

    Positions positions = read(2, out).get(0);
    assertThat(positions.time(0)).isEqualTo(6);
    assertThat(positions.flags(0)).isEqualTo(2);
    assertThat(positions.time(1)).isEqualTo(5);
    assertThat(positions.flags(1)).isEqualTo(0x7F);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> Rows.of(new int[3], 2, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rows.range(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rows.range(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Stamp.at(0, 0x80)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Columns.of(new int[1], new float[2][1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Columns columns(int count, int firstId) {
    int[] ids = new int[count];
    float[][] position = new float[3][count];
    for (int i = 0; i < count; i++) {
      ids[i] = firstId + i;
      position[0][i] = i / 2f;
      position[1][i] = -i;
      position[2][i] = 0.25f;
    }
    return Columns.of(ids, position);
  }

  private static List<Positions> read(int version, ByteBuf out) {
    BinaryInput input = new BinaryInput();
    input.agree(new Agreement(version, Format.POSITION, 0));
    Received received = new Received();
    input.decode(out, received);
    return received.messages.stream()
        .map(message -> ((ClientMessage.PositionUpdate) message).positions())
        .toList();
  }

  private static List<Boolean> moreFlags(ByteBuf out) {
    List<Boolean> flags = new ArrayList<>();
    for (int at = 0; at < out.readableBytes(); at += 4 + out.getUnsignedShortLE(at + 2)) {
      flags.add((out.getByte(at + 1) & 0x80) != 0);
    }
    return flags;
  }
}
