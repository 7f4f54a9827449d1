package io.starling.server.channel.agent;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.agent.AgentColumns;
import io.starling.protocol.agent.AgentDeltaCodec;
import io.starling.protocol.agent.AgentHealthCodec;
import io.starling.protocol.agent.AgentStateCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Frames;

/** Agents as 0x11, 0x20, 0x21 or 0x22; their ids fit every version. Immutable. */
record BinaryAgents(AgentStream stream, int version) implements AgentFrames {

  private static final int VERSION_BYTE = 1;
  private static final int MORE = 0x80;

  @Override
  public int write(ChannelLog log, AgentBoard board, Some some) {
    int bytes = 0;
    for (int from = 0; from < some.count(); from = end(from, some)) {
      bytes += Frames.bytes(payloadBytes(some, from, end(from, some)));
    }
    ByteBuf out = log.begin(bytes);
    for (int from = 0; from < some.count(); from = end(from, some)) {
      int to = end(from, some);
      Frames.writeHeader(out, Frames.BINARY, payloadBytes(some, from, to));
      int start = out.writerIndex();
      writePayload(out, board, some, Rows.of(some.ids(), from, to), from);
      if (isOneUpdate() && to < some.count()) {
        out.setByte(start + VERSION_BYTE, version | MORE);
      }
    }
    return bytes;
  }

  private static int end(int from, Some some) {
    return Math.min(some.count(), from + ROWS_PER_FRAME);
  }

  /** Records that make one update say so, from the version on that can; changes stand alone. */
  private boolean isOneUpdate() {
    return version >= Negotiation.FIRST_VERSION_WITH_FLAGS
        && (stream == AgentStream.AGENT_STATE_FULL || stream == AgentStream.AGENT_POSITIONS);
  }

  private int payloadBytes(Some some, int from, int to) {
    return switch (stream) {
      case AGENT_POSITIONS -> PositionCodec.bytes(version, to - from);
      case AGENT_STATE_FULL -> AgentStateCodec.bytes(version, to - from);
      case AGENT_HEALTH -> AgentHealthCodec.bytes(version) * (to - from);
      case AGENT_STATE_DELTA -> {
        int bytes = 0;
        for (int i = from; i < to; i++) {
          bytes += AgentDeltaCodec.bytes(version, some.masks()[i]);
        }
        yield bytes;
      }
    };
  }

  private void writePayload(ByteBuf out, AgentBoard board, Some some, Rows rows, int from) {
    switch (stream) {
      case AGENT_POSITIONS ->
          PositionCodec.encodeAgents(out, version, board.places(), rows, board.stamps());
      case AGENT_STATE_FULL -> AgentStateCodec.encode(out, version, board.states(), rows);
      case AGENT_STATE_DELTA -> {
        AgentColumns columns = board.states();
        for (int i = 0; i < rows.count(); i++) {
          AgentDeltaCodec.encode(out, version, columns, rows.row(i), some.masks()[from + i]);
        }
      }
      case AGENT_HEALTH -> {
        for (int i = 0; i < rows.count(); i++) {
          AgentHealthCodec.encode(out, version, health(board, rows.row(i)));
        }
      }
    }
  }

  private static AgentHealth health(AgentBoard board, int id) {
    return new AgentHealth(
        id,
        new AgentHealth.Load(
            board.gauge(0, id), board.gauge(1, id), board.gauge(2, id), board.gauge(3, id)),
        board.tokens(id));
  }
}
