package io.starling.protocol.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.inspect.Inspection.Part;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.vectors.Vector;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class InspectorTest {

  /** Well-formed messages with headers. */
  static Stream<Vector> headed() {
    return Vector.all().stream()
        .filter(vector -> vector.json().get("mode").stringValue().matches("headed|handshake:.*"))
        .filter(vector -> !vector.json().has("error"));
  }

  /** Those whose payloads are as they are, and of types that an encoder writes. */
  static Stream<Vector> plain() {
    return headed()
        .filter(vector -> !vector.json().has("skipped") && !vector.json().has("encode"))
        .filter(vector -> Inspector.inspect(vector.bytes()).stream().noneMatch(InspectorTest::odd));
  }

  static Stream<Vector> headerless() {
    return Vector.all().stream()
        .filter(vector -> vector.json().get("mode").stringValue().startsWith("format:"))
        .filter(vector -> !vector.json().has("error"));
  }

  @ParameterizedTest
  @MethodSource("headerless")
  void readsAndWritesHeaderlessRecords(Vector vector) {
    JsonNode known = vector.messages().get(0);
    NodeLayout layout = NodeLayout.valueOf(known.get("type").stringValue());
    ByteBuf again = Unpooled.buffer();

    Inspection found = Inspector.inspectRecords(layout, vector.bytes());
    Composer.compose(found.message(), again);

    assertThat(Plain.of(found.message())).isEqualTo(Plain.of(known));
    assertThat(ByteBufUtil.hexDump(again)).isEqualTo(ByteBufUtil.hexDump(vector.bytes()));
  }

  private static boolean odd(Inspection one) {
    return one.message().containsKey("payload") || "VOICE_DATA".equals(one.message().get("type"));
  }

  /** Knows the layouts by a table of its own, and finds what the codecs find. */
  @ParameterizedTest
  @MethodSource("plain")
  void findsWhatAVectorSays(Vector vector) {
    List<Inspection> found = Inspector.inspect(vector.bytes());

    List<JsonNode> known = vector.messages();
    assertThat(found).hasSameSizeAs(known);
    for (int i = 0; i < known.size(); i++) {
      assertThat(Plain.of(found.get(i).message())).isEqualTo(Plain.of(known.get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("headed")
  void leavesNoByteOut(Vector vector) {
    int at = 0;
    for (Inspection inspection : Inspector.inspect(vector.bytes())) {
      assertThat(inspection.offset()).isEqualTo(at);
      for (Part part : inspection.fields()) {
        if (part.path().startsWith("inflated.")) {
          continue;
        }
        assertThat(part.offset()).isEqualTo(at);
        at += part.bytes();
      }
      assertThat(at - inspection.offset()).isEqualTo(inspection.bytes());
    }
    assertThat(at).isEqualTo(vector.bytes().readableBytes());
  }

  @ParameterizedTest
  @MethodSource("headed")
  void putsItTogetherAgain(Vector vector) {
    ByteBuf out = Unpooled.buffer();

    List<Inspection> all = Inspector.inspect(vector.bytes());
    boolean known =
        all.stream().noneMatch(one -> String.valueOf(one.message().get("type")).startsWith("0x"));
    if (known) {
      all.forEach(one -> Composer.compose(one.message(), out));

      assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(vector.bytes()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10 02, 0, The header is cut off",
    "10 02 2A 00 64, 4, 'The length says 42 bytes, 1 are there'",
    "10 02 16 00 64 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 E8 03 00 00 01 C8, 25,"
        + " records[1].id is cut off",
    "01 02 00 00, 4, The header is cut off",
    "30 02 02 00 01 02, 5, 1 bytes are left over",
    "40 02 08 00 01 00 02 00 01 05 00 AA, 11, 'The length says 5 bytes, 1 are there'",
    "13 03 01 00 07, 4, There is no kind 7",
    "10 02 00 00 10, 4, The header is cut off",
  })
  void pointsAtTheByte(String hex, int offset, String message) {
    ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));

    assertThatThrownBy(() -> Inspector.inspect(bytes))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(message);
              assertThat(e.byteOffset()).isEqualTo(offset);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "{}, type is none that is known: null",
    "'{\"type\":\"HEARTBEAT\",\"version\":99}', 'version must be a whole number from 0 to 15, not 99'",
    "'{\"type\":\"HEARTBEAT\",\"version\":2}', serverTime is missing",
    "'{\"type\":\"HEARTBEAT\",\"version\":2,\"serverTime\":\"x\"}',"
        + " 'serverTime must be decimal digits of a u64, not x'",
    "'{\"type\":\"CONTROL_BITS\",\"version\":2,\"bits\":256}',"
        + " 'bits must be a whole number from 0 to 255, not 256'",
    "'{\"type\":\"POSITION_UPDATE\",\"version\":2,\"records\":[{\"id\":1,\"x\":\"far\"}]}',"
        + " 'records[0].x must be a number, not far'",
    "'{\"type\":\"POSITION_UPDATE\",\"version\":2,\"records\":7}', records must be an array",
    "'{\"type\":\"POSITION_UPDATE\",\"version\":2,\"records\":[7]}', records[0] must be an object",
  })
  void namesTheField(String json, String message) {
    Map<String, Object> map = JsonMapper.shared().readValue(json, new TypeReference<>() {});

    assertThatThrownBy(() -> Composer.compose(map, Unpooled.buffer()))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }

  @Test
  void throwsNothingElseForAnyBytes() {
    Random random = new Random(20_261_121);
    List<Vector> vectors = Vector.all();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = ByteBufUtil.getBytes(vectors.get(random.nextInt(vectors.size())).bytes());
      if (bytes.length == 0 || bytes.length > 2_000) {
        continue;
      }
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Throwable thrown = catchThrowable(() -> Inspector.inspect(Unpooled.wrappedBuffer(bytes)));
      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOfSatisfying(
                ProtocolException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
                  assertThat(e.byteOffset()).isBetween(0, bytes.length);
                });
      }
    }
  }

  /** Values as they are compared: numbers by their value, JSON in a string as what it says. */
  private static final class Plain {
    private Plain() {}

    static Object of(Map<String, Object> message) {
      return of(JsonMapper.shared().<JsonNode>valueToTree(message));
    }

    static Object of(JsonNode node) {
      if (node.isNumber()) {
        return node.doubleValue();
      }
      if (node.isArray()) {
        return node.valueStream().flatMap(Plain::repeated).map(Plain::of).toList();
      }
      if (node.isObject() && node.has("text")) {
        return digits(node.get("text").stringValue().repeat(node.get("repeat").intValue()));
      }
      if (node.isObject()) {
        Map<String, Object> map = new TreeMap<>();
        node.forEachEntry((name, value) -> map.put(name, of(value)));
        return map;
      }
      String text = node.asString();
      return text.startsWith("{") ? of(JsonMapper.shared().readTree(text)) : digits(text);
    }

    /** Hex is the same with spaces and in capitals. */
    private static String digits(String text) {
      return text.matches("[0-9A-Fa-f ]+") ? text.replace(" ", "").toLowerCase(Locale.ROOT) : text;
    }

    private static Stream<JsonNode> repeated(JsonNode node) {
      return node.isObject() && node.has("record")
          ? Collections.nCopies(node.get("repeat").intValue(), node.get("record")).stream()
          : Stream.of(node);
    }
  }
}
