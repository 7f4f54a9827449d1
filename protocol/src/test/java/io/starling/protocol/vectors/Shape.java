package io.starling.protocol.vectors;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.message.AgentDelta;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.AgentReport;
import io.starling.protocol.message.AgentStates;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.message.Paths;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Messages as flat lists of values: what a vector says and what a codec read become comparable. */
final class Shape {
  private static final String FLOATS =
      "v?[xyz]|health|cpu|memory|workload|distance|centrality|mass";

  private Shape() {}

  static List<Object> of(JsonNode message) {
    String type = message.get("type").stringValue();
    return switch (type) {
      case "POSITION_UPDATE",
          "AGENT_POSITIONS",
          "VELOCITY_UPDATE",
          "AGENT_STATE_FULL",
          "SSSP_DATA",
          "WIRE34",
          "WIRE36",
          "COMPUTE48" ->
          List.of(type, records(message));
      case "GRAPH_UPDATE" -> List.of(type, message.get("graph").stringValue(), records(message));
      case "AGENT_STATE_DELTA", "AGENT_HEALTH", "VOICE_START", "VOICE_END" ->
          List.of(type, values(message));
      case "VOICE_CHUNK" -> List.of(type, chunk(message));
      case "CONTROL_BITS" -> List.of(type, message.get("bits").intValue());
      case "HEARTBEAT" -> List.of(type, VectorEncoder.u64(message, "serverTime"));
      case "BROADCAST_ACK" ->
          List.of(
              type,
              VectorEncoder.u64(message, "sequence"),
              message.get("nodes").longValue(),
              VectorEncoder.u64(message, "clientTime"));
      case "ERROR" -> List.of(type, code(message), VectorEncoder.errorMessage(message));
      case "HANDSHAKE" -> message.has("agreed") ? answer(message) : offer(message);
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** Adds whether more messages of the same update follow. */
  static List<Object> ofServer(JsonNode message) {
    return with(of(message), message.has("more"));
  }

  private static List<Object> with(List<Object> shape, boolean more) {
    List<Object> all = new ArrayList<>(shape);
    all.add(more);
    return all;
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
        VectorEncoder.u64(message, "serverTime"));
  }

  private static String code(JsonNode message) {
    return message.get("error").get("code").stringValue();
  }

  private static List<Object> chunk(JsonNode message) {
    return List.of(
        message.get("agent").longValue(),
        message.get("chunk").longValue(),
        message.get("format").longValue(),
        VectorEncoder.text(message.get("audio")).replace(" ", "").toLowerCase(Locale.ROOT));
  }

  private static List<List<Object>> records(JsonNode message) {
    return VectorEncoder.records(message).map(Shape::values).toList();
  }

  private static List<Object> values(JsonNode record) {
    return record.properties().stream()
        .filter(field -> !field.getKey().matches("type|version"))
        .map(
            field ->
                field.getKey().matches(FLOATS)
                    ? (Object) VectorEncoder.f32(field.getValue())
                    : (Object) field.getValue().longValue())
        .toList();
  }

  static List<Object> of(ClientMessage message) {
    if (message instanceof ClientMessage.PositionUpdate update) {
      return List.of("POSITION_UPDATE", positions(update.positions()));
    } else if (message instanceof ClientMessage.NodeUpdate update) {
      return List.of("VELOCITY_UPDATE", nodes(update.nodes()));
    } else if (message instanceof ClientMessage.AgentUpdate update) {
      return agents(update.report());
    } else if (message instanceof ClientMessage.VoiceUpdate update) {
      return voice(update.voice());
    } else if (message instanceof ClientMessage.BroadcastAck ack) {
      return List.of("BROADCAST_ACK", ack.sequence(), u32(ack.nodes()), ack.clientTime());
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

  static List<Object> of(ServerData data) {
    if (data instanceof ServerData.GraphUpdate update) {
      String graph = update.graph().name().toLowerCase(Locale.ROOT);
      return with(List.of("GRAPH_UPDATE", graph, nodes(update.nodes())), update.more());
    } else if (data instanceof ServerData.PositionUpdate update) {
      return with(List.of("POSITION_UPDATE", positions(update.positions())), update.more());
    } else if (data instanceof ServerData.AgentPositions update) {
      return with(List.of("AGENT_POSITIONS", positions(update.positions())), update.more());
    } else if (data instanceof ServerData.NodeUpdate update) {
      return with(List.of("VELOCITY_UPDATE", nodes(update.nodes())), update.more());
    } else if (data instanceof ServerData.AgentUpdate update) {
      return with(agents(update.report()), update.more());
    } else if (data instanceof ServerData.PathUpdate update) {
      return with(List.of("SSSP_DATA", paths(update.paths())), update.more());
    }
    return with(single(data), false);
  }

  private static List<Object> single(ServerData data) {
    if (data instanceof ServerData.ControlBits control) {
      return List.of("CONTROL_BITS", control.bits());
    } else if (data instanceof ServerData.Heartbeat heartbeat) {
      return List.of("HEARTBEAT", heartbeat.serverTime());
    } else if (data instanceof ServerData.VoiceUpdate update) {
      return voice(update.voice());
    } else if (data instanceof ServerData.ErrorReport error) {
      return List.of("ERROR", error.code(), error.message());
    } else if (data instanceof ServerData.Agreed agreed) {
      return of(agreed.answer());
    }
    throw new IllegalArgumentException(data.toString());
  }

  private static List<Object> of(HandshakeAnswer answer) {
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

  private static List<Object> agents(AgentReport report) {
    if (report instanceof AgentStates states) {
      return List.of("AGENT_STATE_FULL", states(states));
    } else if (report instanceof AgentDelta delta) {
      return List.of("AGENT_STATE_DELTA", fields(delta));
    }
    AgentHealth health = (AgentHealth) report;
    AgentHealth.Load load = health.load();
    return List.of(
        "AGENT_HEALTH",
        List.of(
            u32(health.id()),
            load.health(),
            load.cpu(),
            load.memory(),
            load.workload(),
            u32(health.tokens())));
  }

  /** Only those that its mask has, but each is read. */
  private static List<Object> fields(AgentDelta delta) {
    List<List<Object>> all =
        List.of(
            List.of(delta.x(), delta.y(), delta.z()),
            List.of(delta.vx(), delta.vy(), delta.vz()),
            List.of(delta.health()),
            List.of(delta.cpu()),
            List.of(delta.memory()),
            List.of(delta.workload()),
            List.of(u32(delta.tokens())),
            List.of((long) delta.flags()));
    List<Object> fields = new ArrayList<>(List.of(u32(delta.id()), (long) delta.mask()));
    for (int bit = 0; bit < 8; bit++) {
      if ((delta.mask() >> bit & 1) != 0) {
        fields.addAll(all.get(bit));
      }
    }
    return fields;
  }

  private static List<Object> voice(Voice voice) {
    long agent = voice.agent();
    if (voice instanceof Voice.Chunk chunk) {
      return List.of(
          "VOICE_CHUNK",
          List.of(
              agent,
              (long) chunk.chunk(),
              (long) chunk.format().number(),
              ByteBufUtil.hexDump(chunk.audio())));
    } else if (voice instanceof Voice.Start start) {
      long format = start.format().number();
      return List.of("VOICE_START", List.of(agent, format, (long) start.kilohertz()));
    }
    return List.of("VOICE_END", List.of(agent, (long) ((Voice.End) voice).lastChunk()));
  }

  private static List<List<Object>> positions(Positions all) {
    return rows(
        all.count(),
        i ->
            Stream.of(
                u32(all.id(i)),
                all.x(i),
                all.y(i),
                all.z(i),
                u32(all.time(i)),
                (long) all.flags(i)));
  }

  private static List<List<Object>> nodes(Nodes all) {
    return rows(
        all.count(),
        i ->
            Stream.of(
                u32(all.typedId(i)),
                all.x(i),
                all.y(i),
                all.z(i),
                all.vx(i),
                all.vy(i),
                all.vz(i)));
  }

  private static List<List<Object>> states(AgentStates all) {
    return rows(
        all.count(),
        i ->
            Stream.of(
                u32(all.id(i)),
                all.x(i),
                all.y(i),
                all.z(i),
                all.vx(i),
                all.vy(i),
                all.vz(i),
                all.health(i),
                all.cpu(i),
                all.memory(i),
                all.workload(i),
                u32(all.tokens(i)),
                (long) all.flags(i)));
  }

  private static List<List<Object>> paths(Paths all) {
    return rows(
        all.count(),
        i -> {
          long parent = all.parent(i) == Paths.NO_PARENT ? -1 : u32(all.parent(i));
          return Stream.of(u32(all.id(i)), all.distance(i), parent, (long) all.flags(i));
        });
  }

  private static List<List<Object>> rows(int count, IntFunction<Stream<Object>> row) {
    return IntStream.range(0, count).mapToObj(i -> row.apply(i).toList()).toList();
  }

  private static long u32(int value) {
    return Integer.toUnsignedLong(value);
  }
}
