package io.starling.benchmarks.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.agent.AgentStateCodec;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.compact.CompactEncoder;
import io.starling.protocol.message.NodeLayout;
import java.util.ArrayList;
import java.util.List;

/** Ways to send where everybody is, as WebSocket messages. */
enum Wire {
  JSON_PLACES("JSON: id, x, y, z"),
  JSON_POSITIONS("JSON: all of a 0x10"),
  POSITION_V1("**0x10**, version 1"),
  POSITION_V2("**0x10**, version 2"),
  JSON_NODES("JSON: all of a `wire34`"),
  CLIENT28("**`client28`** (0x12)"),
  WIRE34("**`wire34`**"),
  COMPACT_KEYFRAME("**0x13**, keyframe"),
  COMPACT_DELTA("**0x13**, delta (mean)"),
  JSON_AGENTS("JSON: all of a 0x20"),
  AGENTS("**0x20**, version 2");

  private static final int VERSION = 2;
  private static final int COMPACT_VERSION = 3;

  /** 1/256 of the mean length of an edge, as the server's default. */
  private static final float QUANTUM = 22f / 256;

  private final String title;

  Wire(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Returns updates, each of one message or more: one, or of a delta all that there were. */
  List<List<byte[]>> updates(Scene scene) {
    return this == COMPACT_DELTA ? deltas(scene) : List.of(update(scene));
  }

  private List<byte[]> update(Scene scene) {
    int at = scene.middle();
    Stamp stamp = Stamp.at(scene.time(at), Scene.ACTIVE);
    ByteBuf out = Unpooled.buffer();
    switch (this) {
      case JSON_PLACES -> out.writeBytes(JsonForm.places(scene));
      case JSON_POSITIONS -> out.writeBytes(JsonForm.positions(scene));
      case JSON_NODES -> out.writeBytes(JsonForm.nodes(scene));
      case JSON_AGENTS -> out.writeBytes(JsonForm.agents(scene));
      case POSITION_V1 -> PositionCodec.encode(out, 1, scene.nodes(at), scene.rows(), stamp);
      case POSITION_V2 -> PositionCodec.encode(out, VERSION, scene.nodes(at), scene.rows(), stamp);
      case CLIENT28 -> NodeCodec.encode(out, VERSION, scene.nodes(at), scene.rows());
      case AGENTS -> AgentStateCodec.encode(out, VERSION, scene.agents(at), scene.rows());
      case WIRE34 -> {
        return wire34(scene.nodes(at), scene.count());
      }
      case COMPACT_KEYFRAME, COMPACT_DELTA -> {
        return parts(keyframe(scene, at));
      }
    }
    return isJson() ? List.of(ByteBufUtil.getBytes(out)) : messages(out);
  }

  private boolean isJson() {
    return switch (this) {
      case JSON_PLACES, JSON_POSITIONS, JSON_NODES, JSON_AGENTS -> true;
      default -> false;
    };
  }

  /** Takes messages with headers apart, none of which has a fifth byte. */
  private static List<byte[]> messages(ByteBuf all) {
    List<byte[]> messages = new ArrayList<>();
    while (all.isReadable()) {
      int payloadBytes = all.getUnsignedShortLE(all.readerIndex() + 2);
      messages.add(ByteBufUtil.getBytes(all.readSlice(4 + payloadBytes)));
    }
    return messages;
  }

  private static List<byte[]> wire34(Columns nodes, int count) {
    List<byte[]> frames = new ArrayList<>();
    int perFrame = HeaderlessCodec.perFrame(NodeLayout.WIRE34);
    for (int from = 0; from < count; from += perFrame) {
      ByteBuf out = Unpooled.buffer();
      Rows rows = Rows.range(from, Math.min(count, from + perFrame));
      HeaderlessCodec.encode(out, NodeLayout.WIRE34, nodes, rows);
      frames.add(ByteBufUtil.getBytes(out));
    }
    return frames;
  }

  private static CompactEncoder keyframe(Scene scene, int update) {
    var encoder = new CompactEncoder(COMPACT_VERSION, QUANTUM);
    encoder.keyframe(scene.nodes(update), scene.rows(), (int) scene.time(update));
    return encoder;
  }

  private static List<List<byte[]>> deltas(Scene scene) {
    CompactEncoder encoder = keyframe(scene, 0);
    List<List<byte[]>> updates = new ArrayList<>();
    for (int update = 1; update < scene.trace().size(); update++) {
      int moved = encoder.delta(scene.nodes(update), scene.rows(), (int) scene.time(update));
      if (moved > 0) {
        updates.add(parts(encoder));
      }
    }
    return updates;
  }

  private static List<byte[]> parts(CompactEncoder encoder) {
    List<byte[]> parts = new ArrayList<>();
    for (int part = 0; part < encoder.parts().count(); part++) {
      ByteBuf out = Unpooled.buffer();
      encoder.parts().write(part, out);
      parts.add(ByteBufUtil.getBytes(out));
    }
    return parts;
  }
}
