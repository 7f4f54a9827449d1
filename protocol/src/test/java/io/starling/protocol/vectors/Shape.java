package io.starling.protocol.vectors;

import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.message.Positions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Messages as flat lists of values: what a vector says and what a codec read become comparable. */
final class Shape {
  private Shape() {}

  static List<Object> of(JsonNode message) {
    String type = message.get("type").stringValue();
    return switch (type) {
      case "POSITION_UPDATE", "VELOCITY_UPDATE", "WIRE34", "WIRE36", "COMPUTE48" ->
          List.of(type, records(message));
      case "CONTROL_BITS" -> List.of(type, message.get("bits").intValue());
      case "HEARTBEAT" -> List.of(type, u64(message));
      case "ERROR" -> List.of(type, code(message), VectorEncoder.errorMessage(message));
      case "HANDSHAKE" -> message.has("agreed") ? answer(message) : offer(message);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static List<Object> offer(JsonNode message) {
    return List.of(
        "HANDSHAKE",
        message.get("minVersion").intValue(),
        message.get("maxVersion").intValue(),
        message.get("format").intValue(),
        message.get("capabilities").intValue());
  }

  private static List<Object> answer(JsonNode message) {
    return List.of(
        "HANDSHAKE",
        message.get("agreed").intValue(),
        message.get("format").intValue(),
        message.get("capabilities").intValue(),
        message.get("clientId").stringValue(),
        u64(message));
  }

  private static long u64(JsonNode message) {
    return Long.parseUnsignedLong(message.get("serverTime").stringValue());
  }

  private static String code(JsonNode message) {
    return message.get("error").get("code").stringValue();
  }

  private static List<List<Object>> records(JsonNode message) {
    return VectorEncoder.records(message).map(Shape::values).toList();
  }

  private static List<Object> values(JsonNode record) {
    return record.properties().stream()
        .map(
            field ->
                field.getKey().matches("v?[xyz]|distance|centrality|mass")
                    ? (Object) VectorEncoder.f32(field.getValue())
                    : (Object) field.getValue().longValue())
        .toList();
  }

  static List<Object> of(ClientMessage message) {
    if (message instanceof ClientMessage.PositionUpdate update) {
      return List.of("POSITION_UPDATE", positions(update.positions()));
    } else if (message instanceof ClientMessage.NodeUpdate update) {
      return List.of("VELOCITY_UPDATE", nodes(update.nodes()));
    } else if (message instanceof ClientMessage.ControlBits control) {
      return List.of("CONTROL_BITS", control.bits());
    } else if (message instanceof ClientMessage.BinaryHeartbeat heartbeat) {
      return List.of("HEARTBEAT", heartbeat.serverTime());
    } else if (message instanceof ClientMessage.ErrorReport error) {
      return List.of("ERROR", error.code(), error.message());
    } else if (message instanceof ClientMessage.Handshake offer) {
      return List.of(
          "HANDSHAKE",
          offer.minVersion(),
          offer.maxVersion(),
          offer.format(),
          offer.capabilities());
    }
    throw new IllegalArgumentException(message.toString());
  }

  static List<Object> of(HandshakeAnswer answer) {
    return List.of(
        "HANDSHAKE",
        answer.agreement().version(),
        answer.agreement().format().number(),
        answer.agreement().capabilities(),
        answer.clientId().toString(),
        answer.serverTime());
  }

  static List<Object> of(NodeRecords all) {
    return List.of(
        all.layout().name(),
        IntStream.range(0, all.count())
            .mapToObj(i -> Stream.concat(values(all, i), computed(all, i)).toList())
            .toList());
  }

  private static Stream<Object> values(NodeRecords all, int i) {
    return Stream.of(
        Integer.toUnsignedLong(all.typedId(i)),
        all.x(i),
        all.y(i),
        all.z(i),
        all.vx(i),
        all.vy(i),
        all.vz(i),
        all.distance(i),
        (long) all.parent(i));
  }

  private static Stream<Object> computed(NodeRecords all, int i) {
    return all.layout() == NodeLayout.COMPUTE48
        ? Stream.of((long) all.cluster(i), all.centrality(i), all.mass(i))
        : Stream.of();
  }

  private static List<List<Object>> positions(Positions all) {
    return IntStream.range(0, all.count())
        .mapToObj(
            i ->
                Stream.<Object>of(
                        Integer.toUnsignedLong(all.id(i)),
                        all.x(i),
                        all.y(i),
                        all.z(i),
                        Integer.toUnsignedLong(all.time(i)),
                        (long) all.flags(i))
                    .toList())
        .toList();
  }

  private static List<List<Object>> nodes(Nodes all) {
    return IntStream.range(0, all.count())
        .mapToObj(
            i ->
                Stream.<Object>of(
                        Integer.toUnsignedLong(all.typedId(i)),
                        all.x(i),
                        all.y(i),
                        all.z(i),
                        all.vx(i),
                        all.vy(i),
                        all.vz(i))
                    .toList())
        .toList();
  }
}
