package io.starling.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.error.ProtocolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code protocol/vectors/compact}: whole streams, frame by frame. */
final class CompactVectorsTest {

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return JsonMapper.shared()
        .readTree(Path.of("vectors/compact/streams.json"))
        .valueStream()
        .map(json -> new Case(json.get("name").stringValue(), json));
  }

  static Stream<Case> encoded() {
    return cases().filter(one -> one.json().get("encode").booleanValue());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areReadAsTheySay(Case one) {
    CompactDecoder decoder = new CompactDecoder();

    for (JsonNode frame : one.json().get("frames")) {
      assertThat(outcome(decoder, bytes(frame))).isEqualTo(frame.get("outcome").stringValue());
      if (frame.has("state")) {
        assertThat(state(decoder)).isEqualTo(state(frame.get("state")));
      }
    }
  }

  /** Whoever sends these states writes these bytes. */
  @ParameterizedTest
  @MethodSource("encoded")
  void areWrittenAsTheySay(Case one) {
    CompactEncoder encoder = null;

    for (JsonNode frame : one.json().get("frames")) {
      ByteBuf expected = bytes(frame);
      JsonNode state = frame.get("state");
      Rows rows = Rows.range(0, state.get("nodes").size());
      int time = (int) state.get("time").longValue();
      if (encoder == null) {
        encoder = new CompactEncoder(expected.getByte(1) & 0x0F, expected.getFloatLE(13));
        encoder.keyframe(columns(state), rows, time);
      } else {
        encoder.delta(columns(state), rows, time);
      }
      ByteBuf written = Unpooled.buffer();
      encoder.parts().write(0, written);
      assertThat(encoder.parts().count()).isEqualTo(1);
      assertThat(ByteBufUtil.hexDump(written)).isEqualTo(ByteBufUtil.hexDump(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, typical", "3, empty", "3, maximal", "3, truncated", "3, lying"})
  @CsvSource({"4, typical", "4, empty", "4, maximal", "4, truncated", "4, lying"})
  void areOfEveryKind(int version, String kind) {
    String prefix = "COMPACT_UPDATE v%d %s".formatted(version, kind);

    assertThat(cases()).anyMatch(one -> one.name().startsWith(prefix));
  }

  private static String outcome(CompactDecoder decoder, ByteBuf message) {
    try {
      assertThat(message.getUnsignedShortLE(2)).isEqualTo(message.readableBytes() - 4);
      boolean more = (message.getByte(1) & 0x80) != 0;
      return decoder
          .read(message.slice(4, message.readableBytes() - 4), more)
          .name()
          .toLowerCase(Locale.ROOT);
    } catch (ProtocolException e) {
      return e.code().name();
    }
  }

  private static ByteBuf bytes(JsonNode frame) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(frame.get("hex").stringValue()));
  }

  private static List<Object> state(CompactDecoder decoder) {
    List<Object> state = new ArrayList<>();
    state.add(Integer.toUnsignedLong(decoder.sequence()));
    state.add(Integer.toUnsignedLong(decoder.time()));
    for (int i = 0; i < decoder.count(); i++) {
      state.add(List.of(decoder.id(i), decoder.x(i), decoder.y(i), decoder.z(i)));
    }
    return state;
  }

  private static List<Object> state(JsonNode json) {
    List<Object> state = new ArrayList<>();
    state.add(json.get("sequence").longValue());
    state.add(json.get("time").longValue());
    for (JsonNode node : json.get("nodes")) {
      state.add(
          List.of(
              node.get(0).intValue(),
              node.get(1).floatValue(),
              node.get(2).floatValue(),
              node.get(3).floatValue()));
    }
    return state;
  }

  private static Columns columns(JsonNode state) {
    JsonNode nodes = state.get("nodes");
    int[] ids = new int[nodes.size()];
    float[][] position = new float[3][nodes.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = nodes.get(i).get(0).intValue();
      for (int axis = 0; axis < 3; axis++) {
        position[axis][i] = nodes.get(i).get(axis + 1).floatValue();
      }
    }
    return Columns.of(ids, position);
  }
}
