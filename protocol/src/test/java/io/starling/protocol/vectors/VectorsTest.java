package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.error.ProtocolException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VectorsTest {

  @ParameterizedTest
  @MethodSource
  void readsWhatClientsSend(Vector vector) {
    BinaryInput input = Received.input(vector.mode());
    Received received = new Received();

    if (vector.isRefused()) {
      assertRefused(vector, () -> input.decode(vector.bytes(), received));
      assertThat(received.messages).isEmpty();
      assertThat(input.skipped()).isZero();
    } else {
      input.decode(vector.bytes(), received);
      assertThat(received.messages.stream().map(Shape::of))
          .isEqualTo(vector.messages().stream().map(Shape::of).toList());
      assertThat(String.join(",", received.warnings)).isEqualTo(vector.warning());
      assertThat(input.skipped()).isEqualTo(vector.skipped());
    }
  }

  static Stream<Vector> readsWhatClientsSend() {
    return Vector.all().stream().filter(vector -> vector.mayComeFrom("client"));
  }

  @ParameterizedTest
  @MethodSource
  void readsWhatServersSend(Vector vector) {
    ServerFrames frames = Received.frames(vector.mode());

    if (vector.isRefused()) {
      assertRefused(vector, () -> frames.decode(vector.bytes()));
      assertThat(frames.skipped()).isZero();
    } else {
      assertThat(frames.decode(vector.bytes()).stream().map(Shape::of))
          .isEqualTo(vector.messages().stream().map(Shape::ofServer).toList());
      assertThat(frames.skipped()).isEqualTo(vector.skipped());
    }
  }

  static Stream<Vector> readsWhatServersSend() {
    return Vector.all().stream()
        .filter(vector -> vector.mayComeFrom("server"))
        .filter(vector -> vector.mode().matches("headed|handshake.*"));
  }

  @ParameterizedTest
  @MethodSource
  void writesTheSameBytes(Vector vector) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    ByteBuf out = allocator.buffer();

    VectorEncoder.encode(vector.messages(), out);

    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(vector.bytes()));
    out.release();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  static Stream<Vector> writesTheSameBytes() {
    return Vector.all().stream().filter(Vector::isEncoded);
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Vector.all())
        .extracting(Vector::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(900);
  }

  private static void assertRefused(Vector vector, Runnable decode) {
    assertThatThrownBy(decode::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code().name()).isEqualTo(vector.error());
              assertThat(e.byteOffset()).isNotNegative();
            });
  }
}
