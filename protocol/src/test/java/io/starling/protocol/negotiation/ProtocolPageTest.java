package io.starling.protocol.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.binary.MessageType;
import io.starling.protocol.message.ControlBit;
import io.starling.protocol.message.VoiceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/protocol.md}, whose tables say the same as the code's; its codes: CodePageTest. */
final class ProtocolPageTest {
  private static final List<String> LINES = page();

  @ParameterizedTest
  @EnumSource
  void saysEachMessageType(MessageType type) {
    assertHasRow("| 0x%02X | %s |".formatted(type.code(), type.name()));
  }

  @ParameterizedTest
  @EnumSource
  void saysEachFormat(Format format) {
    String row = "| %d | `%s` |".formatted(format.number(), format.wireName());
    assertThat(LINES)
        .anyMatch(
            line ->
                line.startsWith(row) && line.endsWith("| %d |".formatted(format.lowestVersion())));
  }

  @ParameterizedTest
  @EnumSource
  void saysEachCapability(Capability capability) {
    String name = Capability.names(capability.mask()).get(0);
    assertHasRow("| %d | `%s` |".formatted(Integer.numberOfTrailingZeros(capability.mask()), name));
  }

  @ParameterizedTest
  @EnumSource
  void saysEachControlBit(ControlBit bit) {
    assertHasRow("| %d | %s |".formatted(Integer.numberOfTrailingZeros(bit.mask()), bit));
  }

  @Test
  void saysAllVoiceFormats() {
    assertThat(VoiceFormat.values()).hasSize(3);
    assertThat(LINES).anyMatch(line -> line.contains("0 PCM s16le, 1 Opus, 2 PCM f32le"));
  }

  private static void assertHasRow(String start) {
    assertThat(LINES).filteredOn(line -> line.startsWith(start)).hasSize(1);
  }

  private static List<String> page() {
    try {
      return Files.readAllLines(Path.of("..", "docs", "protocol.md"));
    } catch (IOException e) {
      throw new IllegalStateException("the tests run in the module's folder", e);
    }
  }
}
