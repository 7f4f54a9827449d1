package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.settings.SettingsCodec;
import io.starling.protocol.settings.SettingsMessage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of the settings protocol; what is read is the same when it is written and read again.
 */
final class SettingsFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(SettingsFuzzTest.class), Seeds.settings());
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    Decoding.check(
        input,
        bytes -> {
          SettingsMessage message = SettingsCodec.decode(bytes);
          ByteBuf again = Unpooled.buffer();
          SettingsCodec.encode(again, message);
          if (!SettingsCodec.decode(again).equals(message)) {
            throw new AssertionError(message + " is not what it was");
          }
        });
  }
}
