package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients send in binary. The first byte says what was agreed on before; two messages follow.
 */
final class ClientInputFuzzTest {

  private static final BinaryInput.Sink SINK =
      new BinaryInput.Sink() {
        @Override
        public void message(ClientMessage message) {}

        @Override
        public void warning(WarningCode code) {}
      };

  /** Every vector on a connection that has agreed on its version, or on none. */
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.found(ClientInputFuzzTest.class),
        Seeds.vectors()
            .flatMap(bytes -> Stream.of(Seeds.after(bytes, 0, 0), Seeds.after(bytes, 3, 0))));
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int version = input[0] & 7;
    int middle = (input[1] & 0xFF) % (input.length - 1);
    Decoding.check(
        Arrays.copyOfRange(input, 2, input.length),
        bytes -> {
          BinaryInput connection = new BinaryInput();
          if (version >= 1 && version <= 4) {
            connection.agree(new Agreement(version, Format.POSITION, Capability.offeredBits()));
          }
          connection.decode(bytes.slice(0, middle), SINK);
          connection.decode(bytes.slice(middle, bytes.readableBytes() - middle), SINK);
        });
  }
}
