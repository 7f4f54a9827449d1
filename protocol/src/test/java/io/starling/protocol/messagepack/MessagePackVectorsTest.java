package io.starling.protocol.messagepack;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code vectors/json/messagepack.json}, which another library wrote, and what is too long for it.
 */
final class MessagePackVectorsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  record Vector(String name, String json, String hex, boolean encode) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> vectors() {
    return JSON.readTree(Path.of("vectors", "json", "messagepack.json"))
        .valueStream()
        .map(MessagePackVectorsTest::vector)
        .toList();
  }

  private static Vector vector(JsonNode node) {
    return new Vector(
        node.get("name").stringValue(),
        node.get("json").stringValue(),
        node.get("hex").stringValue(),
        !node.has("encode"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void reads(Vector vector) {
    JsonNode read =
        JSON.readTree(toJson(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(vector.hex()))));
    JsonNode expected = JSON.readTree(vector.json());

    if (vector.name().startsWith("a time")) {
      assertThat(Instant.parse(read.stringValue())).isEqualTo(expected.stringValue());
    } else {
      assertThat(read).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void writes(Vector vector) {
    if (vector.encode()) {
      assertThat(ByteBufUtil.hexDump(toMessagePack(vector.json()))).isEqualTo(vector.hex());
    } else {
      assertThat(ByteBufUtil.hexDump(toMessagePack(vector.json()))).isNotEqualTo(vector.hex());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 31, 32, 255, 256, 65_535, 65_536})
  void bringsBackWhatIsLong(int size) {
    String string = "\"" + "é".repeat(size) + "\"";
    String list =
        IntStream.range(0, size)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "[", "]"));
    String map =
        IntStream.range(0, size)
            .mapToObj(i -> "\"" + i + "\":{\"" + i + "\":[]}")
            .collect(Collectors.joining(",", "{", "}"));

    for (String json : List.of(string, list, map)) {
      assertThat(toJson(toMessagePack(json))).isEqualTo(json);
    }
  }

  @Test
  void bringsBackWhatEachDialectSays() {
    List<String> texts =
        JSON.readTree(Path.of("vectors", "json", "messages.json"))
            .valueStream()
            .flatMap(sample -> sample.get("texts").valueStream())
            .map(text -> text.asString(""))
            .filter(text -> text.startsWith("{") && !text.contains("1e400"))
            .toList();

    assertThat(texts)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            text ->
                assertThat(JSON.readTree(toJson(toMessagePack(text))))
                    .isEqualTo(JSON.readTree(text)));
  }

  @Test
  void bringsBackRandomValues() {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 2_000; i++) {
      String json = JSON.writeValueAsString(value(random, 0));

      String read = toJson(toMessagePack(json));

      assertThat(JSON.readTree(read)).isEqualTo(JSON.readTree(json));
      assertThat(toJson(toMessagePack(read))).isEqualTo(read);
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 8 : 6)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 3 -> random.nextFloat();
      case 4 -> random.nextInt(200) - 100;
      case 5 -> text(random);
      case 6 ->
          IntStream.range(0, random.nextInt(20)).mapToObj(i -> value(random, depth + 1)).toList();
      default ->
          IntStream.range(0, random.nextInt(20))
              .boxed()
              .collect(Collectors.toMap(n -> n + text(random), n -> value(random, depth + 1)));
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 0, 0x11_0000)
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  void writesWhatOnlyJsonCanSayAsTheNearestValue() {
    assertThat(ByteBufUtil.hexDump(toMessagePack("1.10"))).isEqualTo("cb3ff199999999999a");
    assertThat(ByteBufUtil.hexDump(toMessagePack("18446744073709551616")))
        .isEqualTo("cb43f0000000000000");
    assertThat(ByteBufUtil.hexDump(toMessagePack("-9223372036854775809")))
        .isEqualTo("cbc3e0000000000000");
    assertThat(ByteBufUtil.hexDump(toMessagePack("1e400"))).isEqualTo("ca7f800000");
    assertThat(ByteBufUtil.hexDump(toMessagePack("\"\\ud800\""))).isEqualTo("a13f");
  }

  @Test
  void leavesTheInputAsItWas() {
    ByteBuf bytes = Unpooled.copiedBuffer(new byte[] {0, (byte) 0xC0, 0});
    ByteBuf frame = bytes.slice(1, 1);

    assertThat(toJson(frame)).isEqualTo("null");
    assertThat(frame.readerIndex()).isZero();
    assertThat(bytes.refCnt()).isEqualTo(1);
  }

  private static String toJson(ByteBuf messagePack) {
    ByteBuf out = Unpooled.buffer();
    MessagePackReader.toJson(messagePack, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ByteBuf toMessagePack(String json) {
    ByteBuf out = Unpooled.buffer();
    MessagePackWriter.fromJson(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8), out);
    return out;
  }
}
