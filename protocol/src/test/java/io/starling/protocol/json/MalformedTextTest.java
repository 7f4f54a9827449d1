package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.vectors.Received;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedTextTest {

  /** A line of malformed.tsv: code, JSON pointer, text. */
  record Case(String code, String pointer, String text) {}

  @ParameterizedTest
  @MethodSource("cases")
  void namesCodeAndField(Case malformed) {
    assertRefused(malformed.text(), malformed.code(), malformed.pointer());
  }

  static Stream<Case> cases() throws IOException, URISyntaxException {
    var url = Objects.requireNonNull(MalformedTextTest.class.getResource("malformed.tsv"));
    return Files.readAllLines(Path.of(url.toURI())).stream()
        .map(line -> line.split("\t", 3))
        .map(cells -> new Case(cells[0], cells[1], cells[2]));
  }

  @Test
  void countsAtLeastEighty() throws IOException, URISyntaxException {
    assertThat(cases().count()).isGreaterThanOrEqualTo(80);
  }

  @Test
  void refusesDepthOver64() {
    String good = "{\"type\":\"ping\",\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    String bad = "{\"type\":\"ping\",\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
    String worst = "[".repeat(1_000_000);

    assertThat(Dialect.GRAPH.decode(good)).isNotNull();
    assertRefused(bad, "VALIDATION_ERROR", "/a" + "/0".repeat(63));
    assertRefused(worst, "VALIDATION_ERROR", "");
  }

  @Test
  void refusesNumbersOver1000Digits() {
    String good = "{\"type\":\"ping\",\"a\":" + "7".repeat(1_000) + "}";
    String whole = "{\"type\":\"ping\",\"a\":" + "7".repeat(1_001) + "}";
    String fraction = "{\"type\":\"ping\",\"a\":0." + "7".repeat(1_001) + "}";
    String known =
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"rate_hz\":" + "7".repeat(99_999) + "}";

    assertThat(Dialect.GRAPH.decode(good)).isNotNull();
    assertRefused(whole, "VALIDATION_ERROR", "/a");
    assertRefused(fraction, "VALIDATION_ERROR", "/a");
    assertRefused(known, "VALIDATION_ERROR", "/rate_hz");
  }

  @Test
  void refusesLongNamesWithoutRepeatingThem() {
    String text = "{\"type\":\"ping\",\"" + "n".repeat(100_000) + "\":1}";

    assertThatThrownBy(() -> Dialect.GRAPH.decode(text))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
              assertThat(e.failure(0).toString()).hasSizeLessThan(2_000);
            });
  }

  @Test
  void refusesDeepPathsWithoutRepeatingThem() {
    String text = ("{\"" + "n".repeat(256) + "\":").repeat(60) + "oops";

    assertThatThrownBy(() -> Dialect.GRAPH.decode(text))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.pointers().get(0)).hasSizeBetween(200, 512));
  }

  @Test
  void refusesTooMuchOfAnything() {
    String words = "\"a\",".repeat(256) + "\"a\"";
    String elements = "1,".repeat(1_024) + "1";
    String members =
        String.join(",", IntStream.range(0, 1_025).mapToObj(i -> "\"" + i + "\":1").toList());
    String longWord = "x".repeat(129);
    String longSearch = "x".repeat(1_001);
    String longToken = "x".repeat(65_537);

    assertRefused(
        "{\"type\":\"subscribe\",\"events\":[" + words + "]}", "VALIDATION_ERROR", "/events");
    assertRefused(
        "{\"type\":\"subscribe\",\"events\":[" + elements + "]}", "VALIDATION_ERROR", "/events");
    assertRefused(
        "{\"type\":\"subscribe\",\"events\":{" + members + "}}", "VALIDATION_ERROR", "/events");
    assertRefused(
        "{\"type\":\"subscribe\",\"events\":[\"" + longWord + "\"]}",
        "VALIDATION_ERROR",
        "/events/0");
    assertRefused(
        "{\"type\":\"filter_update\",\"search\":\"" + longSearch + "\"}",
        "VALIDATION_ERROR",
        "/search");
    assertRefused(
        "{\"type\":\"authenticate\",\"token\":\"" + longToken + "\"}",
        "VALIDATION_ERROR",
        "/token");
    assertRefused(
        "{\"type\":\"ping\",\"id\":\"" + "x".repeat(257) + "\"}", "VALIDATION_ERROR", "/id");
  }

  @Test
  void refusesOtherEncodings() {
    String text = "{\"type\":\"ping\"}";

    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
      byte[] bytes = text.getBytes(Charset.forName(charset));
      assertThatThrownBy(() -> Dialect.GRAPH.decode(Unpooled.wrappedBuffer(bytes)))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a lone continuation, 80",
    "an overlong slash, C0AF",
    "a surrogate, EDA080",
    "above U+10FFFF, F4908080",
    "a cut sequence, E282",
    "a byte of no sequence, FF",
  })
  void refusesBytesThatAreNoUtf8(String name, String hex) {
    ByteBuf text = Received.hex("7B2274797065223A2270696E67222C2261223A22" + hex + "227D");

    assertThatThrownBy(() -> Dialect.GRAPH.decode(text))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("The text is not UTF-8");
  }

  private static void assertRefused(String text, String code, String pointer) {
    assertThatThrownBy(() -> Dialect.GRAPH.decode(text))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code().name()).isEqualTo(code);
              assertThat(e.pointers()).containsExactly(pointer);
              assertThat(e.reason()).isNotBlank().hasSizeLessThan(400);
            });
  }
}
