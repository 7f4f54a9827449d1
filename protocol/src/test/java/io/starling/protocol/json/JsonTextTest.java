package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.Query;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonTextTest {

  /** Values whose spelling a reader into numbers and strings would lose. */
  static Stream<String> values() {
    return Stream.of(
        "1.10",
        "1e400",
        "-0",
        "-0.0",
        "1E+2",
        "12345678901234567890123456789",
        "7".repeat(1_000),
        "true",
        "null",
        "\"\"",
        "\"\\u0061\\/\\n\\ud800\"",
        "\"é𝄞\u2028\uFEFF\"",
        "\"\\\"}]\"",
        "[]",
        "[ 1.10 , 2 ]",
        "{}",
        "{ }",
        "{\"b\" : 1,\n\t\"a\":[{}]}",
        "{\"\":\"\"}",
        "{\"a\\u0022\":{\"a\":1}}",
        "[".repeat(64) + "]".repeat(64),
        "{\"a\":".repeat(64) + "0" + "}".repeat(64));
  }

  @ParameterizedTest
  @MethodSource("values")
  void passesThroughUntouched(String value) {
    JsonData data = JsonText.parse(" \r\n\t" + value + " \n");

    assertThat(data).hasToString(value);
    assertThat(data.length()).isEqualTo(value.getBytes(StandardCharsets.UTF_8).length);
    for (Dialect dialect : Dialect.values()) {
      assertThat(encoded(dialect, new ServerMessage.Event("raw", 0, data, 0)))
          .contains(
              "\"data\":" + (data.isObject() ? value.substring(0, value.length() - 1) : value));
    }
  }

  /** Null is the same as absent, and what is as deep as it may be is too deep within a message. */
  static Stream<String> parameters() {
    return values()
        .filter(value -> !value.equals("null"))
        .filter(value -> !value.startsWith("[[") && !value.startsWith("{\"a\":{"));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void isTakenOutOfARequestUntouched(String value) {
    for (String text :
        List.of(
            "{\"type\":\"query\",\"name\":\"n\",\"params\":%s}",
            "{\"params\": %s ,\"type\":\"query\",\"name\":\"n\"}",
            "{\"x\":\"é𝄞\",\"params\"\n:\n%s\n,\"name\":\"n\",\"type\":\"query\"}")) {
      assertThat(Dialect.EVENTS.decode(text.formatted(value)))
          .isInstanceOfSatisfying(
              Query.class, query -> assertThat(query.params()).hasToString(value));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | {'timestamp':5}",
        "{ } | { ,'timestamp':5}",
        "{'a':1} | {'a':1,'timestamp':5}",
        "{'a':{'timestamp':1}} | {'a':{'timestamp':1},'timestamp':5}",
        "{'timestamp':1} | {'timestamp':1}",
        "{'timestamp':null} | {'timestamp':null}",
        "{'a':1,'\\u0074imestamp':'x'} | {'a':1,'\\u0074imestamp':'x'}",
        "['timestamp'] | ['timestamp']",
        "'timestamp' | 'timestamp'",
        "7 | 7",
      })
  void saysWhenWhereAnObjectDoesNot(String value, String stamped) {
    ByteBuf out = Unpooled.buffer();

    JsonText.parse(value.replace('\'', '"')).writeTo(out, 5);

    String expected = stamped.replace('\'', '"').replace("{ ,", "{ ");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    assertThat(JsonText.parse(out)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      emptyValue = "",
      nullValues = "-",
      value = {
        "- | - ",
        "tru | -",
        "01 | -",
        "NaN | -",
        "{} {} | -",
        "1 2 | -",
        "[1,] | /1",
        "[1 | /0",
        "{'a':1 | /a",
        "{'a':1,'a':2} | /a",
        "{'a/b':[1,{'~':x}]} | /a~1b/1/~0",
        "'a | -",
        "{'a' | /a",
        "{a:1} | -",
      })
  void refuses(String value, String pointer) {
    String text = value == null ? " " : value.replace('\'', '"');

    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
              assertThat(e.pointers()).containsExactly(pointer == null ? "" : pointer);
            });
  }

  @Test
  void refusesWhatIsBeyondTheLimits() {
    for (String text :
        List.of(
            "[".repeat(65) + "]".repeat(65),
            "7".repeat(1_001),
            "{\"" + "n".repeat(257) + "\":1}")) {
      assertThatThrownBy(() -> JsonText.parse(text))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("limit");
    }
    assertThatThrownBy(() -> JsonText.parse(Unpooled.wrappedBuffer(new byte[] {'"', -1, '"'})))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("The text is not UTF-8");
  }

  @Test
  void writesWhatJavaHas() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", Arrays.asList(1, 2L, 0.5, true, null, "x\"", Map.of()));

    assertThat(JsonText.of(map)).hasToString("{\"a\":[1,2,0.5,true,null,\"x\\\"\",{}]}");
    assertThat(JsonText.of(map).isObject()).isTrue();
    assertThat(JsonText.of(List.of()).isObject()).isFalse();
  }

  @Test
  void splicesTimesIntoWhatJavaHas() {
    ByteBuf out = Unpooled.buffer();

    JsonText.of(Map.of()).writeTo(out, 1);
    JsonText.of(Map.of("a", 1)).writeTo(out, 2);
    JsonText.of(Map.of("timestamp", 9)).writeTo(out, 3);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"timestamp\":1}{\"a\":1,\"timestamp\":2}{\"timestamp\":9}");
  }

  private static String encoded(Dialect dialect, ServerMessage message) {
    ByteBuf out = Unpooled.buffer();
    dialect.encode(message, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
