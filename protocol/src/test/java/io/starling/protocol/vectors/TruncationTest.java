package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.error.ProtocolException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is cut off anywhere is refused whole, unless the cut is between two messages. */
final class TruncationTest {
  private static final int EVERY_BYTE_BELOW = 2_000;

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryProperPrefix(Vector vector) {
    ByteBuf bytes = vector.bytes();
    Set<Integer> ends = messageEnds(bytes);
    int step = bytes.readableBytes() < EVERY_BYTE_BELOW ? 1 : 997;

    for (int length = 0; length < bytes.readableBytes(); length += step) {
      BinaryInput input = Received.input(vector.mode());
      Received received = new Received();
      ByteBuf prefix = bytes.slice(0, length);
      if (ends.contains(length)) {
        input.decode(prefix, received);
      } else {
        assertThatThrownBy(() -> input.decode(prefix, received))
            .isInstanceOf(ProtocolException.class);
        assertThat(received.messages).isEmpty();
      }
    }
  }

  static Stream<Vector> vectors() {
    return Vector.all().stream()
        .filter(vector -> vector.mayComeFrom("client") && !vector.isRefused())
        .filter(vector -> vector.mode().matches("headed|handshake.*"));
  }

  private static Set<Integer> messageEnds(ByteBuf bytes) {
    Set<Integer> ends = new TreeSet<>();
    for (int at = 0; at < bytes.readableBytes(); ) {
      boolean graphFlag = bytes.getUnsignedByte(at) == 0x01;
      at += 4 + (graphFlag ? 1 : 0) + bytes.getUnsignedShortLE(at + 2);
      ends.add(at);
    }
    return ends;
  }
}
