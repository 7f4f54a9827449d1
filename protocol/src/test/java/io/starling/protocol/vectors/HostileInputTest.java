package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of a mebibyte, made to be dear: none costs more than 64 times its own size. */
final class HostileInputTest {
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final int COST_FACTOR = 64;

  /** One position. */
  private static final String SMALL_BROTLI =
      "10231800820200ff919275605f038400a2af019f7a41960000788f00";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void costsNoMoreThanItsShareInBinary(String name, String hexUnit) {
    byte[] unit = HexFormat.of().parseHex(hexUnit);
    ByteBuf message = Unpooled.buffer(MESSAGE_BYTES);
    while (message.readableBytes() + unit.length <= MESSAGE_BYTES) {
      message.writeBytes(unit);
    }
    BinaryInput input = Received.input("handshake:3:zlib,brotli");
    Received received = new Received();
    ServerFrames frames = Received.frames("handshake:3:zlib,brotli");

    assertShare(message, bytes -> input.decode(bytes, received));
    assertShare(message, frames::decode);
  }

  static Stream<Arguments> costsNoMoreThanItsShareInBinary() {
    return Stream.of(
        Arguments.of("unknown types", "77020000"),
        Arguments.of("empty updates", "10030000"),
        Arguments.of("single positions", "10031500" + "00".repeat(21)),
        Arguments.of("control bits", "3003010000"),
        Arguments.of("single agents", "20033100" + "00".repeat(49)),
        Arguments.of("changes of nothing", "2103050000000000" + "00"),
        Arguments.of("acknowledgements", "34031400" + "00".repeat(20)),
        Arguments.of("silence", "40030700" + "00".repeat(7)),
        Arguments.of("ends of voices", "4203040000000000"),
        Arguments.of("compressed nothing", "10130800789c030000000001"),
        Arguments.of("small streams of brotli", SMALL_BROTLI),
        Arguments.of("small bombs", message(0x13, deflated(new byte[20_000]))),
        Arguments.of("large bombs", message(0x13, deflated(new byte[60 * 1024 * 1024]))),
        Arguments.of("what shrinks 60 to 1", message(0x13, shrinking())),
        Arguments.of("windows of brotli", "10230800F8FFFF1F00000000"),
        Arguments.of("handshakes", "320205000104000000"),
        Arguments.of(
            "errors", "ff020a00" + HexFormat.of().formatHex(ascii("{\"code\":\"\"}"), 0, 10)),
        Arguments.of("refused errors", "ff0202007b7d"));
  }

  private static String message(int version, byte[] payload) {
    return "%02x%02x%02x%02x".formatted(0x10, version, payload.length & 0xFF, payload.length >> 8)
        + HexFormat.of().formatHex(payload);
  }

  /** As much noise before zeros as brings it just below the most that an encoder sends. */
  private static byte[] shrinking() {
    byte[] records = new byte[21 * 3_000];
    byte[] deflated = deflated(records);
    for (int noise = 0; records.length > 60 * deflated.length; noise++) {
      records[noise] = (byte) ((noise * noise * 31) >> 3);
      deflated = deflated(records);
    }
    return deflated;
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void costsNoMoreThanItsShareInText(String name, String before, String unit, String after) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; text.length() < MESSAGE_BYTES; i++) {
      text.append(unit.replace("#", Integer.toString(i, 36)));
    }
    text.append(after);

    assertShare(Unpooled.wrappedBuffer(ascii(text.toString())), Dialect.GRAPH::decode);
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
