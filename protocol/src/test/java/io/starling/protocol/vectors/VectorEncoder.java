package io.starling.protocol.vectors;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Analytics;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.ControlCodec;
import io.starling.protocol.binary.ErrorCodec;
import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.binary.HandshakeCodec;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.binary.HeartbeatCodec;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.ClientMessage.Handshake;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the messages of a vector with the codecs. */
final class VectorEncoder {
  private final ByteBuf out;
  private final List<JsonNode> unfinished = new ArrayList<>();

  private VectorEncoder(ByteBuf out) {
    this.out = out;
  }

  static void encode(List<JsonNode> messages, ByteBuf out) {
    VectorEncoder encoder = new VectorEncoder(out);
    messages.forEach(encoder::encode);
  }

  private void encode(JsonNode message) {
    int version = message.path("version").asInt(0);
    switch (message.get("type").stringValue()) {
      case "WIRE34", "WIRE36", "COMPUTE48" -> encodeHeaderless(message);
      case "POSITION_UPDATE", "VELOCITY_UPDATE" -> encodeRecords(message, version);
      case "CONTROL_BITS" -> ControlCodec.encode(out, version, message.get("bits").intValue());
      case "HEARTBEAT" -> HeartbeatCodec.encode(out, version, serverTime(message));
      case "HANDSHAKE" -> encodeHandshake(message, version);
      case "ERROR" -> ErrorCodec.encode(out, version, failure(message));
      default -> throw new IllegalArgumentException(message.toString());
    }
  }

  /** One update may be several messages, of which all but the last say that more follow. */
  private void encodeRecords(JsonNode message, int version) {
    records(message).forEach(unfinished::add);
    if (message.has("more")) {
      return;
    }
    Rows rows = Rows.range(0, unfinished.size());
    if (message.get("type").stringValue().equals("POSITION_UPDATE")) {
      Columns columns = Columns.of(integers("id"), vectors("x", "y", "z"));
      PositionCodec.encode(out, version, columns, rows, stamps());
    } else {
      Columns columns =
          Columns.of(integers("typedId"), vectors("x", "y", "z"), vectors("vx", "vy", "vz"));
      NodeCodec.encode(out, version, columns, rows);
    }
    unfinished.clear();
  }

  private void encodeHeaderless(JsonNode message) {
    records(message).forEach(unfinished::add);
    NodeLayout layout = NodeLayout.valueOf(message.get("type").stringValue());
    Analytics analytics = Analytics.UNKNOWN.withPaths(vectors("distance")[0], integers("parent"));
    if (layout == NodeLayout.COMPUTE48) {
      analytics =
          analytics
              .withClusters(integers("cluster"))
              .withCentrality(vectors("centrality")[0])
              .withMass(vectors("mass")[0]);
    }
    Columns columns =
        Columns.of(integers("typedId"), vectors("x", "y", "z"), vectors("vx", "vy", "vz"));
    HeaderlessCodec.encode(out, layout, columns.with(analytics), Rows.range(0, unfinished.size()));
    unfinished.clear();
  }

  private Stamp stamps() {
    int[] flags = integers("flags");
    byte[] bytes = new byte[flags.length];
    for (int i = 0; i < flags.length; i++) {
      bytes[i] = (byte) flags[i];
    }
    return Stamp.perRow(integers("time"), bytes);
  }

  private int[] integers(String field) {
    return unfinished.stream().mapToInt(record -> (int) record.get(field).longValue()).toArray();
  }

  private float[][] vectors(String... fields) {
    float[][] columns = new float[fields.length][unfinished.size()];
    for (int i = 0; i < fields.length; i++) {
      for (int row = 0; row < unfinished.size(); row++) {
        columns[i][row] = f32(unfinished.get(row).get(fields[i]));
      }
    }
    return columns;
  }

  private void encodeHandshake(JsonNode message, int version) {
    int capabilities = message.get("capabilities").intValue();
    int format = message.get("format").intValue();
    if (message.has("agreed")) {
      Agreement agreement =
          new Agreement(version, Format.numbered(format).orElseThrow(), capabilities);
      UUID clientId = UUID.fromString(message.get("clientId").stringValue());
      HandshakeCodec.encodeAnswer(
          out, new HandshakeAnswer(agreement, clientId, serverTime(message)));
    } else {
      int min = message.get("minVersion").intValue();
      int max = message.get("maxVersion").intValue();
      HandshakeCodec.encodeOffer(out, version, new Handshake(min, max, format, capabilities));
    }
  }

  private static Failure failure(JsonNode message) {
    JsonNode error = message.get("error");
    Map<String, Object> details =
        error.has("details")
            ? JsonMapper.shared().convertValue(error.get("details"), new TypeReference<>() {})
            : Map.of();
    return new Failure(
        ErrorCode.valueOf(error.get("code").stringValue()),
        errorMessage(message),
        details,
        error.path("retryAfter").asLong(0),
        error.path("affectedPaths").valueStream().map(JsonNode::stringValue).toList(),
        error.get("timestamp").longValue());
  }

  static String errorMessage(JsonNode message) {
    JsonNode text = message.get("error").get("message");
    return text.isString()
        ? text.stringValue()
        : text.get("text").stringValue().repeat(text.get("repeat").intValue());
  }

  static Stream<JsonNode> records(JsonNode message) {
    return message
        .get("records")
        .valueStream()
        .flatMap(
            record ->
                record.has("repeat")
                    ? Collections.nCopies(record.get("repeat").intValue(), record.get("record"))
                        .stream()
                    : Stream.of(record));
  }

  static float f32(JsonNode value) {
    return value.isString() ? Float.parseFloat(value.stringValue()) : value.floatValue();
  }

  private static long serverTime(JsonNode message) {
    return Long.parseUnsignedLong(message.get("serverTime").stringValue());
  }
}
