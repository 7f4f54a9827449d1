package io.starling.protocol.vectors;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.agent.AgentColumns;
import io.starling.protocol.agent.AgentDeltaCodec;
import io.starling.protocol.agent.AgentHealthCodec;
import io.starling.protocol.agent.AgentStateCodec;
import io.starling.protocol.binary.AckCodec;
import io.starling.protocol.binary.Analytics;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.ControlCodec;
import io.starling.protocol.binary.ErrorCodec;
import io.starling.protocol.binary.GraphUpdateCodec;
import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.binary.HandshakeCodec;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.binary.HeartbeatCodec;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PathCodec;
import io.starling.protocol.binary.PathColumns;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.ClientMessage.BroadcastAck;
import io.starling.protocol.message.ClientMessage.Handshake;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.voice.VoiceCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
      case "POSITION_UPDATE",
          "AGENT_POSITIONS",
          "VELOCITY_UPDATE",
          "GRAPH_UPDATE",
          "AGENT_STATE_FULL",
          "SSSP_DATA" ->
          encodeRecords(message, version);
      case "AGENT_STATE_DELTA" -> encodeDelta(message, version);
      case "AGENT_HEALTH" -> AgentHealthCodec.encode(out, version, health(message));
      case "BROADCAST_ACK" -> AckCodec.encode(out, version, ack(message));
      case "VOICE_CHUNK", "VOICE_START", "VOICE_END" ->
          VoiceCodec.encode(out, version, voice(message));
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
    switch (message.get("type").stringValue()) {
      case "POSITION_UPDATE" -> PositionCodec.encode(out, version, placed(), rows, stamps());
      case "AGENT_POSITIONS" -> PositionCodec.encodeAgents(out, version, placed(), rows, stamps());
      case "VELOCITY_UPDATE" -> NodeCodec.encode(out, version, moving(), rows);
      case "GRAPH_UPDATE" -> {
        String graph = message.get("graph").stringValue().toUpperCase(Locale.ROOT);
        GraphUpdateCodec.encode(out, version, GraphKind.valueOf(graph), moving(), rows);
      }
      case "AGENT_STATE_FULL" -> AgentStateCodec.encode(out, version, agents(), rows);
      default -> PathCodec.encode(out, version, paths(), rows);
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

  private Columns placed() {
    return Columns.of(integers("id"), vectors("x", "y", "z"));
  }

  private Columns moving() {
    return Columns.of(integers("typedId"), vectors("x", "y", "z"), vectors("vx", "vy", "vz"));
  }

  private AgentColumns agents() {
    return AgentColumns.of(
        integers("id"),
        vectors("x", "y", "z", "vx", "vy", "vz"),
        vectors("health", "cpu", "memory", "workload"),
        integers("tokens"),
        flags());
  }

  private PathColumns paths() {
    int[] flags = integers("flags");
    short[] shorts = new short[flags.length];
    for (int i = 0; i < flags.length; i++) {
      shorts[i] = (short) flags[i];
    }
    return new PathColumns(integers("id"), vectors("distance")[0], integers("parent"), shorts);
  }

  /** A record of its own, of which the message has what its mask says. */
  private void encodeDelta(JsonNode message, int version) {
    unfinished.add(message);
    AgentDeltaCodec.encode(out, version, agents(), 0, message.get("mask").intValue());
    unfinished.clear();
  }

  private static AgentHealth health(JsonNode message) {
    var load =
        new AgentHealth.Load(
            f32(message.get("health")),
            f32(message.get("cpu")),
            f32(message.get("memory")),
            f32(message.get("workload")));
    return new AgentHealth(
        (int) message.get("id").longValue(), load, (int) message.get("tokens").longValue());
  }

  private static BroadcastAck ack(JsonNode message) {
    return new BroadcastAck(
        u64(message, "sequence"),
        (int) message.get("nodes").longValue(),
        u64(message, "clientTime"));
  }

  private static Voice voice(JsonNode message) {
    int agent = message.get("agent").intValue();
    return switch (message.get("type").stringValue()) {
      case "VOICE_CHUNK" ->
          new Voice.Chunk(
              agent,
              message.get("chunk").intValue(),
              voiceFormat(message),
              Received.hex(text(message.get("audio"))));
      case "VOICE_START" ->
          new Voice.Start(agent, voiceFormat(message), message.get("rate").intValue());
      default -> new Voice.End(agent, message.get("lastChunk").intValue());
    };
  }

  private static VoiceFormat voiceFormat(JsonNode message) {
    return VoiceFormat.numbered(message.get("format").intValue()).orElseThrow();
  }

  private Stamp stamps() {
    return Stamp.perRow(integers("time"), flags());
  }

  private byte[] flags() {
    int[] flags = integers("flags");
    byte[] bytes = new byte[flags.length];
    for (int i = 0; i < flags.length; i++) {
      bytes[i] = (byte) flags[i];
    }
    return bytes;
  }

  private int[] integers(String field) {
    return unfinished.stream().mapToInt(record -> (int) record.path(field).asLong(0)).toArray();
  }

  private float[][] vectors(String... fields) {
    float[][] columns = new float[fields.length][unfinished.size()];
    for (int i = 0; i < fields.length; i++) {
      for (int row = 0; row < unfinished.size(); row++) {
        columns[i][row] = f32(unfinished.get(row).path(fields[i]));
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
        error.get("timestamp").longValue(),
        null);
  }

  static String errorMessage(JsonNode message) {
    return text(message.get("error").get("message"));
  }

  /** Writes out a text that says how often it is repeated. */
  static String text(JsonNode text) {
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
    return value.isString() ? Float.parseFloat(value.stringValue()) : (float) value.asDouble(0);
  }

  private static long serverTime(JsonNode message) {
    return u64(message, "serverTime");
  }

  static long u64(JsonNode message, String field) {
    return Long.parseUnsignedLong(message.get(field).stringValue());
  }
}
