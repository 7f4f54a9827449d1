package io.starling.protocol.client;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.agent.AgentDeltaCodec;
import io.starling.protocol.agent.AgentHealthCodec;
import io.starling.protocol.agent.AgentStateCodec;
import io.starling.protocol.binary.ControlCodec;
import io.starling.protocol.binary.ErrorCodec;
import io.starling.protocol.binary.HandshakeCodec;
import io.starling.protocol.binary.Header;
import io.starling.protocol.binary.HeartbeatCodec;
import io.starling.protocol.binary.MessageReader;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PathCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.protocol.voice.VoiceCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary messages of a server, of one connection that knows headers. A WebSocket message
 * is refused whole or delivered whole. Confined to the thread that owns the connection.
 */
public final class ServerFrames {
  private @Nullable Agreement agreement;
  private long skipped;

  /** From now on the flags of this agreement may come, until the next. */
  public void agree(Agreement newAgreement) {
    agreement = newAgreement;
  }

  /** Returns how many messages were skipped: of unknown types, or not for a client. */
  public long skipped() {
    return skipped;
  }

  /**
   * Reads one WebSocket message, which stays the caller's.
   *
   * @throws ProtocolException MALFORMED_FRAME, or PROTOCOL_VERSION_MISMATCH for a version that is
   *     not 1 to 4; nothing of the message was used
   */
  public List<ServerData> decode(ByteBuf message) {
    ByteBuf in = message.slice();
    List<ServerData> all = new ArrayList<>(1);
    int passedOver = 0;
    try (MessageReader reader = new MessageReader(in, agreement)) {
      do {
        ServerData data = read(reader, in);
        if (data == null) {
          passedOver++;
        } else {
          all.add(data);
        }
      } while (reader.next());
    }
    skipped += passedOver;
    return all;
  }

  private static @Nullable ServerData read(MessageReader reader, ByteBuf in) {
    requireVersion(reader.header().version(), reader.at());
    int payloadAt = in.readerIndex();
    ByteBuf payload = reader.payload();
    MessageType type = reader.type();
    try {
      return type == null ? null : decode(reader.header(), type, payload);
    } catch (ProtocolException e) {
      throw e.shifted(payloadAt);
    }
  }

  /** Returns null for what is not sent to a client. */
  private static @Nullable ServerData decode(Header header, MessageType type, ByteBuf payload) {
    int version = header.version();
    boolean more = header.more();
    return switch (type) {
      case GRAPH_UPDATE ->
          new ServerData.GraphUpdate(header.graph(), NodeCodec.decode(payload), more);
      case POSITION_UPDATE ->
          new ServerData.PositionUpdate(PositionCodec.decode(version, payload), more);
      case AGENT_POSITIONS ->
          new ServerData.AgentPositions(PositionCodec.decode(version, payload), more);
      case VELOCITY_UPDATE -> new ServerData.NodeUpdate(NodeCodec.decode(payload), more);
      case COMPACT_UPDATE -> new ServerData.CompactUpdate(payload, more);
      case AGENT_STATE_FULL ->
          new ServerData.AgentUpdate(AgentStateCodec.decode(version, payload), more);
      case AGENT_STATE_DELTA ->
          new ServerData.AgentUpdate(AgentDeltaCodec.decode(version, payload), more);
      case AGENT_HEALTH ->
          new ServerData.AgentUpdate(AgentHealthCodec.decode(version, payload), more);
      case CONTROL_BITS -> new ServerData.ControlBits(ControlCodec.decode(payload).bits());
      case SSSP_DATA -> new ServerData.PathUpdate(PathCodec.decode(version, payload), more);
      case HANDSHAKE -> new ServerData.Agreed(HandshakeCodec.decodeAnswer(payload));
      case HEARTBEAT -> new ServerData.Heartbeat(HeartbeatCodec.decode(payload).serverTime());
      case VOICE_DATA, VOICE_CHUNK -> new ServerData.VoiceUpdate(VoiceCodec.decodeChunk(payload));
      case VOICE_START -> new ServerData.VoiceUpdate(VoiceCodec.decodeStart(payload));
      case VOICE_END -> new ServerData.VoiceUpdate(VoiceCodec.decodeEnd(payload));
      case ERROR -> error(ErrorCodec.decode(payload));
      case BROADCAST_ACK -> null;
    };
  }

  private static ServerData error(ClientMessage.ErrorReport report) {
    return new ServerData.ErrorReport(report.code(), report.message());
  }

  private static void requireVersion(int version, int at) {
    if (version < Negotiation.MIN_VERSION || version > Negotiation.MAX_VERSION) {
      throw ProtocolException.at(
          ErrorCode.PROTOCOL_VERSION_MISMATCH,
          "Version %d is not known".formatted(version),
          at + 1);
    }
  }
}
