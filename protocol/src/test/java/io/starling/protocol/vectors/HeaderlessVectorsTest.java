package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.NodeLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of the headerless node streams; that they are written so is in {@link VectorsTest}. */
final class HeaderlessVectorsTest {
  private static final int EVERY_BYTE_BELOW = 2_000;
  private static final int COST_FACTOR = 64;
  private static final int FIXED_COST = 64 * 1024;

  static Stream<Vector> vectors() {
    return Vector.all().stream().filter(vector -> vector.headerless().isPresent());
  }

  static Stream<Vector> good() {
    return vectors().filter(vector -> !vector.isRefused());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void areReadAsTheySay(Vector vector) {
    NodeLayout layout = vector.headerless().orElseThrow();
    ByteBuf frame = vector.bytes();

    if (vector.isRefused()) {
      assertRefused(layout, frame);
    } else {
      assertThat(List.of(Shape.of(HeaderlessCodec.decode(layout, frame))))
          .isEqualTo(vector.messages().stream().map(Shape::of).toList());
      assertThat(frame.readerIndex()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void areRefusedWhereverARecordIsCut(Vector vector) {
    NodeLayout layout = vector.headerless().orElseThrow();
    ByteBuf frame = vector.bytes();
    int step = frame.readableBytes() < EVERY_BYTE_BELOW ? 1 : 997;

    for (int length = 0; length < frame.readableBytes(); length += step) {
      ByteBuf prefix = frame.slice(0, length);
      if (length % layout.recordBytes() == 0) {
        assertThat(HeaderlessCodec.decode(layout, prefix).count())
            .isEqualTo(length / layout.recordBytes());
      } else {
        assertRefused(layout, prefix);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NodeLayout.class)
  void areReadOrRefusedWhateverComes(NodeLayout layout) {
    Random random = new Random(20_261_121);

    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      ByteBuf frame = Unpooled.wrappedBuffer(bytes);

      long allocated = AllocationMeter.bytesOf(() -> readOrRefuse(layout, frame));

      assertThat(allocated).isLessThan(FIXED_COST + (long) COST_FACTOR * bytes.length);
    }
  }

  private static void readOrRefuse(NodeLayout layout, ByteBuf frame) {
    try {
      int count = HeaderlessCodec.decode(layout, frame).count();
      assertThat(count * layout.recordBytes()).isEqualTo(frame.readableBytes());
    } catch (ProtocolException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
    }
  }

  private static void assertRefused(NodeLayout layout, ByteBuf frame) {
    assertThatThrownBy(() -> HeaderlessCodec.decode(layout, frame))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
              assertThat(e.byteOffset()).isNotNegative();
            });
  }
}
