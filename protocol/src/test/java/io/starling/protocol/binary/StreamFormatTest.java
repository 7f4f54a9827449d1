package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.message.TypeBits;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class StreamFormatTest {
  private static final Columns COLUMNS =
      Columns.of(
          new int[] {TypeBits.KNOWLEDGE | 70_000, TypeBits.CLASS | 2},
          new float[][] {{1, 2}, {3, 4}, {5, 6}},
          new float[][] {{7, 8}, {9, 10}, {11, 12}});

  @ParameterizedTest
  @CsvSource({
    "POSITION, 1, 23, 1",
    "POSITION, 2, 46, 0",
    "POSITION, 4, 46, 0",
    "CLIENT28, 1, 60, 0",
    "CLIENT28, 4, 60, 0",
  })
  void writesItsFormat(Format format, int version, int bytes, int leftOut) {
    StreamFormat stream = StreamFormat.of(new Agreement(version, format, 0));
    ByteBuf out = Unpooled.buffer();

    int counted = stream.encode(out, COLUMNS, Rows.range(0, 2), Stamp.at(9, 1));

    assertThat(counted).isEqualTo(leftOut);
    assertThat(out.readableBytes()).isEqualTo(bytes);
    assertThat(stream.bytes(2)).isGreaterThanOrEqualTo(bytes);
    assertThat(out.getByte(1)).isEqualTo((byte) version);
  }

  @Test
  void writesPositionsOfVersion2ByDefault() {
    assertThat(StreamFormat.DEFAULT).isEqualTo(new StreamFormat(Format.POSITION, 2));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"POSITION", "CLIENT28"})
  void refusesWhatIsNotStreamed(Format format) {
    assertThatThrownBy(() -> new StreamFormat(format, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTypeBitsAndVelocitiesInClient28() {
    ByteBuf out = Unpooled.buffer();

    NodeCodec.encode(out, 2, COLUMNS, Rows.of(new int[] {1, 0}, 0, 2));

    Nodes nodes = NodeCodec.decode(out.skipBytes(HeaderCodec.BYTES));
    assertThat(TypeBits.type(nodes.typedId(0))).isEqualTo(TypeBits.CLASS);
    assertThat(TypeBits.id(nodes.typedId(1))).isEqualTo(70_000);
    assertThat(nodes.vz(1)).isEqualTo(11);
  }
}
