package io.starling.server.channel.agent;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.AgentField;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.channel.Wording;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Frames;
import java.nio.charset.StandardCharsets;

/**
 * Agents for clients that are not sent binary messages: events of the stream's name with {@code
 * {"agents":[{"id":1,"position":[x,y,z],"health":95,…},…]}}, of which a change has only what
 * changed. Immutable.
 */
record TextAgents(AgentStream stream, Wording words) implements AgentFrames {

  private static final int TEXT_ROWS_PER_FRAME = 300;
  private static final String[] GAUGES = {"health", "cpu", "memory", "workload"};
  private static final JsonData.Shape SHAPE = new JsonData.Shape(true, false, false);

  @Override
  public int write(ChannelLog log, AgentBoard board, Some some) {
    ByteBuf frames = Unpooled.buffer();
    for (int from = 0; from < some.count(); from += TEXT_ROWS_PER_FRAME) {
      ByteBuf message = Unpooled.buffer();
      JsonData data = data(board, some, from, Math.min(some.count(), from + TEXT_ROWS_PER_FRAME));
      words.encode(new ServerMessage.Event(stream.wireName(), 0, data, board.millis()), message);
      Frames.writeHeader(frames, words.opcode(), message.readableBytes());
      frames.writeBytes(message);
    }
    int bytes = frames.readableBytes();
    log.begin(bytes).writeBytes(frames);
    return bytes;
  }

  private JsonData data(AgentBoard board, Some some, int from, int to) {
    var json = new StringBuilder(32 + (to - from) * 160).append("{\"agents\":[");
    for (int i = from; i < to; i++) {
      int mask = stream == AgentStream.AGENT_STATE_DELTA ? some.masks()[i] : stream.fields();
      json.append(i == from ? "" : ",");
      write(json, board, some.ids()[i], mask);
    }
    return new JsonData(json.append("]}").toString().getBytes(StandardCharsets.US_ASCII), SHAPE);
  }

  private static void write(StringBuilder json, AgentBoard board, int id, int mask) {
    json.append("{\"id\":").append(id);
    fields(json, board, id, mask);
    json.append('}');
  }

  /** Appends the fields of the mask, each behind a comma. */
  static void fields(StringBuilder json, AgentBoard board, int id, int mask) {
    if (AgentField.POSITION.in(mask)) {
      triple(json.append(",\"position\":"), board, id, 0);
    }
    if (AgentField.VELOCITY.in(mask)) {
      triple(json.append(",\"velocity\":"), board, id, 3);
    }
    for (int gauge = 0; gauge < GAUGES.length; gauge++) {
      if ((mask & AgentField.HEALTH.mask() << gauge) != 0) {
        json.append(",\"").append(GAUGES[gauge]).append("\":").append(board.gauge(gauge, id));
      }
    }
    if (AgentField.TOKENS.in(mask)) {
      json.append(",\"tokens\":").append(Integer.toUnsignedString(board.tokens(id)));
    }
    if (AgentField.FLAGS.in(mask)) {
      json.append(",\"flags\":").append(board.flags(id));
    }
  }

  private static void triple(StringBuilder json, AgentBoard board, int id, int first) {
    json.append('[').append(board.motion(first, id));
    json.append(',').append(board.motion(first + 1, id));
    json.append(',').append(board.motion(first + 2, id)).append(']');
  }
}
