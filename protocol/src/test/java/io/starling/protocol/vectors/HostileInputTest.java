package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.GraphDialect;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of a mebibyte, made to be dear: none costs more than 64 times its own size. */
final class HostileInputTest {
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final int COST_FACTOR = 64;

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void costsNoMoreThanItsShareInBinary(String name, String hexUnit) {
    byte[] unit = HexFormat.of().parseHex(hexUnit);
    ByteBuf message = Unpooled.buffer(MESSAGE_BYTES);
    while (message.readableBytes() + unit.length <= MESSAGE_BYTES) {
      message.writeBytes(unit);
    }
    BinaryInput input = Received.input("headed");
    Received received = new Received();

    assertShare(message, bytes -> input.decode(bytes, received));
  }

  static Stream<Arguments> costsNoMoreThanItsShareInBinary() {
    return Stream.of(
        Arguments.of("unknown types", "77020000"),
        Arguments.of("empty updates", "10020000"),
        Arguments.of("single positions", "10021500" + "00".repeat(21)),
        Arguments.of("control bits", "3002010000"),
        Arguments.of("handshakes", "320205000104000000"),
        Arguments.of(
            "errors", "ff020a00" + HexFormat.of().formatHex(ascii("{\"code\":\"\"}"), 0, 10)),
        Arguments.of("refused errors", "ff0202007b7d"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void costsNoMoreThanItsShareInText(String name, String before, String unit, String after) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; text.length() < MESSAGE_BYTES; i++) {
      text.append(unit.replace("#", Integer.toString(i, 36)));
    }
    text.append(after);

    assertShare(Unpooled.wrappedBuffer(ascii(text.toString())), GraphDialect::decode);
  }

  static Stream<Arguments> costsNoMoreThanItsShareInText() {
    return Stream.of(
        Arguments.of("distinct names", "{\"type\":\"ping\"", ",\"#\":1", "}"),
        Arguments.of(
            "distinct names inside", "{\"type\":\"ping\",\"a\":{\"b\":1", ",\"#\":1", "}}"),
        Arguments.of("many objects", "{\"type\":\"ping\",\"a\":[0", ",{\"a\":{\"b\":1}}", "]}"),
        Arguments.of("many lists", "{\"type\":\"ping\",\"a\":[0", ",[]", "]}"),
        Arguments.of("depth", "{\"type\":\"ping\",\"a\":", "[", ""),
        Arguments.of("long string", "{\"type\":\"ping\",\"a\":\"", "a", "\"}"),
        Arguments.of("long escapes", "{\"type\":\"subscribe\",\"events\":\"", "\\u0001", "\"}"),
        Arguments.of("long event", "{\"type\":\"subscribe\",\"events\":\"", "a", "\"}"),
        Arguments.of("many events", "{\"type\":\"subscribe\",\"events\":[0", ",\"#\"", "]}"),
        Arguments.of("long number", "{\"type\":\"subscribe\",\"rate_hz\":1", "0", "}"),
        Arguments.of("many numbers", "{\"type\":\"filter_update\",\"center\":[0", ",1e300", "]}"),
        Arguments.of("spaces", "{\"type\":", " ", "\"ping\"}"),
        Arguments.of("long name", "{\"type\":\"ping\",\"", "a", "\":1}"),
        Arguments.of("no JSON", "", "ping", ""));
  }

  private static void assertShare(ByteBuf message, Consumer<ByteBuf> decode) {
    long allocated =
        AllocationMeter.bytesOf(
            () -> {
              try {
                decode.accept(message);
              } catch (ProtocolException e) {
                assertThat(e.reason()).hasSizeLessThan(400);
              }
            });

    assertThat(allocated).isLessThan((long) COST_FACTOR * message.readableBytes());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
