package io.starling.protocol.inspect;

import io.starling.protocol.binary.MessageType;
import io.starling.protocol.inspect.Layout.ByKind;
import io.starling.protocol.inspect.Layout.Counted;
import io.starling.protocol.inspect.Layout.Either;
import io.starling.protocol.inspect.Layout.Field;
import io.starling.protocol.inspect.Layout.Masked;
import io.starling.protocol.inspect.Layout.Open;
import io.starling.protocol.inspect.Layout.Records;
import io.starling.protocol.inspect.Layout.Struct;
import io.starling.protocol.inspect.Layout.Text;
import io.starling.protocol.message.NodeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The layout of every payload, by type and version, as one would write it on a card. */
final class Layouts {
  private static final String POSITION = " x:f32 y:f32 z:f32";
  private static final String VELOCITY = " vx:f32 vy:f32 vz:f32";
  private static final String LOAD = " health:f32 cpu:f32 memory:f32 workload:f32 tokens:u32";

  private Layouts() {}

  static Layout of(MessageType type, int version) {
    String id = version == 1 ? "id:u16" : "id:u32";
    return switch (type) {
      case GRAPH_UPDATE, VELOCITY_UPDATE -> records("typedId:u32" + POSITION + VELOCITY);
      case POSITION_UPDATE, AGENT_POSITIONS -> records(id + POSITION + " time:u32 flags:u8");
      case COMPACT_UPDATE -> compact();
      case AGENT_STATE_FULL -> records(id + POSITION + VELOCITY + LOAD + " flags:u8");
      case AGENT_STATE_DELTA -> new Masked(fields(id + " mask:u8"), deltaGroups());
      case AGENT_HEALTH -> new Struct(fields(id + LOAD));
      case CONTROL_BITS -> new Struct(fields("bits:u8"));
      case SSSP_DATA -> sssp(version);
      case HANDSHAKE ->
          new Either(
              new Struct(fields("minVersion:u8 maxVersion:u8 format:u8 capabilities:u16")),
              new Struct(
                  fields("agreed:u8 format:u8 capabilities:u16 clientId:uuid serverTime:u64")));
      case HEARTBEAT -> new Struct(fields("serverTime:u64"));
      case BROADCAST_ACK -> new Struct(fields("sequence:u64 nodes:u32 clientTime:u64"));
      case VOICE_DATA, VOICE_CHUNK ->
          new Counted(fields("agent:u16 chunk:u16 format:u8 length:u16"), "audio");
      case VOICE_START -> new Struct(fields("agent:u16 format:u8 rate:u8"));
      case VOICE_END -> new Struct(fields("agent:u16 lastChunk:u16"));
      case ERROR -> new Text("error");
    };
  }

  static Layout of(NodeLayout layout) {
    String path = " distance:f32 parent:i32";
    return switch (layout) {
      case WIRE34 -> records("typedId:typed16" + POSITION + VELOCITY + path);
      case WIRE36 -> records("typedId:u32" + POSITION + VELOCITY + path);
      case COMPUTE48 ->
          records(
              "typedId:u32" + POSITION + VELOCITY + path + " cluster:i32 centrality:f32 mass:f32");
    };
  }

  private static Layout sssp(int version) {
    return switch (version) {
      case 1 -> records("id:u16 distance:f32 parent:optional16 flags:u16");
      case 2 -> records("id:u16 distance:f32 parent:optional16 flags:u16 reserved:zero16");
      default -> records("id:u32 distance:f32 parent:optional32 flags:u16");
    };
  }

  private static Layout compact() {
    String head = "kind:u8 sequence:u32 time:u32 ";
    return new ByKind(
        List.of(
            new Open(fields(head + "quantum:f32 total:u32 first:u32 count:u16"), "blocks"),
            new Open(fields(head + "predecessor:u32 count:u16"), "blocks")));
  }

  private static List<List<Field>> deltaGroups() {
    List<List<Field>> groups = new ArrayList<>(List.of(fields(POSITION), fields(VELOCITY)));
    fields(LOAD + " flags:u8").forEach(field -> groups.add(List.of(field)));
    return groups;
  }

  private static Layout records(String fields) {
    return new Records(fields(fields));
  }

  /** Reads {@code "name:kind name:kind"}. */
  private static List<Field> fields(String text) {
    return Stream.of(text.strip().split(" "))
        .map(word -> word.split(":"))
        .map(word -> new Field(word[0], FieldKind.valueOf(word[1].toUpperCase(Locale.ROOT))))
        .toList();
  }
}
