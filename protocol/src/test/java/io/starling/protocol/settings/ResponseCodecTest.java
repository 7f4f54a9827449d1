package io.starling.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class ResponseCodecTest {

  static Stream<SettingsVector> vectors() {
    return SettingsVector.inFile("responses");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsAndWritesAsTheVectorSays(SettingsVector vector) {
    JsonNode json = vector.json();
    ByteString bytes = ByteString.copyOf(ByteBufUtil.getBytes(vector.bytes()));
    Response response = new Response(json.get("ok").booleanValue(), bytes);

    Object outcome;
    try {
      outcome = rewritten(json.get("answers").stringValue(), response, json);
    } catch (ProtocolException e) {
      outcome = e.code().name();
    }

    assertThat(outcome).isEqualTo(vector.isRefused() ? json.get("error").stringValue() : response);
  }

  private static Response rewritten(String answers, Response response, JsonNode json) {
    switch (answers) {
      case "Get" -> {
        Value value = ResponseCodec.readValue(response);
        assertThat(value).isEqualTo(Notation.value(json.get("value")));
        return ResponseCodec.value(value);
      }
      case "BatchGet" -> {
        var settings = ResponseCodec.readSettings(response);
        assertThat(settings).isEqualTo(Notation.settings(json.get("settings")));
        return ResponseCodec.settings(settings);
      }
      default -> {
        long version = ResponseCodec.readVersion(response);
        assertThat(version).isEqualTo(Notation.u64(json.get("version")));
        return ResponseCodec.version(version);
      }
    }
  }

  @Test
  void givesEachErrorANumberOfItsOwn() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorNumber::of)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ErrorCode.values()))
        .allMatch(code -> ErrorNumber.code(ErrorNumber.of(code)).orElseThrow() == code);
    assertThat(ErrorNumber.code(0)).isEmpty();
  }

  @Test
  void numbersErrorsAsTheDocumentationDoes() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/settings-protocol.md"));

    for (ErrorCode code : ErrorCode.values()) {
      assertThat(lines).contains("| %d | `%s` |".formatted(ErrorNumber.of(code), code));
    }
  }
}
