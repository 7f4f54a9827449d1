package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.starling.protocol.compact.CompactDecoder;
import io.starling.protocol.error.ProtocolException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stream of compact updates: messages of the length that a byte says, its top bit for more parts.
 */
final class CompactFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(CompactFuzzTest.class), Seeds.compactStreams());
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    CompactDecoder stream = new CompactDecoder();
    Decoding.check(
        input,
        bytes -> {
          ByteBuf in = bytes.slice();
          while (in.isReadable()) {
            int head = in.readUnsignedByte();
            boolean more = head > 0x7F;
            int length = Math.min((head & 0x7F) * 4, in.readableBytes());
            try {
              stream.read(in.readSlice(length), more);
            } catch (ProtocolException broken) {
              if (stream.isSynced()) {
                throw new AssertionError("still synced after a broken update", broken);
              }
            }
          }
        });
  }
}
