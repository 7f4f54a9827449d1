package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 8100",
    "2, 125, 827d",
    "1, 126, 817e007e",
    "2, 65535, 827effff",
    "2, 65536, 827f0000000000010000",
    "8, 2, 8802",
    "9, 1, 8901",
    "10, 125, 8a7d"
  })
  void writesTheHeaderOfRfc6455(int opcode, int length, String expected) {
    ByteBuf out = Unpooled.buffer();

    Frames.writeHeader(out, opcode, length);

    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(expected);
    assertThat(Frames.headerBytes(length)).isEqualTo(expected.length() / 2);
    assertThat(Frames.bytes(length)).isEqualTo(expected.length() / 2 + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 300_000})
  void findsTheEndOfAFrame(int length) {
    ByteBuf out = Unpooled.buffer().writeZero(3);
    Frames.writeHeader(out, Frames.BINARY, length);
    out.writeZero(length);

    assertThat(Frames.end(out, 3)).isEqualTo(out.writerIndex());
  }

  @Test
  void findsTheBoundaryAtOrBehindACut() {
    ByteBuf frames = frames(10, 0, 200, 5);

    // They end at 12, 14, 218 and 225.
    assertThat(Frames.boundary(frames, 0, 1, 225)).isEqualTo(12);
    assertThat(Frames.boundary(frames, 0, 12, 225)).isEqualTo(12);
    assertThat(Frames.boundary(frames, 0, 13, 225)).isEqualTo(14);
    assertThat(Frames.boundary(frames, 12, 15, 225)).isEqualTo(218);
    assertThat(Frames.boundary(frames, 0, 225, 225)).isEqualTo(225);
    assertThat(Frames.boundary(frames, 0, 0, 225)).isZero();
    assertThat(Frames.boundary(frames, 14, 1_000, 218)).isEqualTo(218);
  }

  private static ByteBuf frames(int... lengths) {
    ByteBuf out = Unpooled.buffer();
    for (int length : lengths) {
      Frames.writeHeader(out, Frames.TEXT, length);
      out.writeZero(length);
    }
    return out;
  }
}
