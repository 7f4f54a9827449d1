package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers send in binary. The first byte says what was agreed on before. */
final class ServerInputFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.found(ServerInputFuzzTest.class),
        Seeds.vectors().map(bytes -> Seeds.after(bytes, 3, 0)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int version = input[0] & 7;
    Decoding.check(
        Arrays.copyOfRange(input, 2, input.length),
        bytes -> {
          ServerFrames server = new ServerFrames();
          if (version >= 1 && version <= 4) {
            server.agree(new Agreement(version, Format.POSITION, Capability.offeredBits()));
          }
          server.decode(bytes);
        });
  }
}
