package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.agent.AgentDeltaCodec;
import io.starling.protocol.agent.AgentHealthCodec;
import io.starling.protocol.agent.AgentStateCodec;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.protocol.voice.VoiceCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket message read as protocol messages with headers, back to back. All of it is checked
 * before any of it is used. Confined to one decoding.
 */
final class Chain {
  private final @Nullable Agreement agreement;
  private final List<ClientMessage> messages = new ArrayList<>(1);
  private int skipped;
  private boolean handshakeSeen;

  private Chain(@Nullable Agreement agreement) {
    this.agreement = agreement;
  }

  /**
   * Reads a message of a connection that is known to send headers.
   *
   * @param agreement what versions and flags may come, or null before any agreement
   * @throws ProtocolException MALFORMED_FRAME or PROTOCOL_VERSION_MISMATCH
   */
  static Chain read(ByteBuf in, @Nullable Agreement agreement) {
    Chain chain = new Chain(agreement);
    try (MessageReader reader = new MessageReader(in, agreement)) {
      do {
        chain.readMessage(reader, in);
      } while (reader.next());
    }
    return chain;
  }

  /** Reads the first message of a connection, if it has headers at all. */
  static Optional<Chain> readFirst(ByteBuf in) {
    if (!beginsWithHeader(in)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(in, null));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a first message may be one with headers: its type and version are known. */
  static boolean beginsWithHeader(ByteBuf in) {
    return in.isReadable()
        && MessageType.ofCode(in.getUnsignedByte(in.readerIndex())) != null
        && versionKnown(in);
  }

  List<ClientMessage> messages() {
    return messages;
  }

  /** Returns how many messages were of types that no client sends. */
  int skipped() {
    return skipped;
  }

  private static boolean versionKnown(ByteBuf in) {
    int version = in.readableBytes() > 1 ? in.getUnsignedByte(in.readerIndex() + 1) : 0;
    return version >= Negotiation.MIN_VERSION && version <= Negotiation.MAX_VERSION;
  }

  private void readMessage(MessageReader reader, ByteBuf in) {
    MessageType type = reader.type();
    requireVersion(reader.header(), type, reader.at());
    int payloadAt = in.readerIndex();
    ClientMessage message = readPayload(reader.header(), type, reader.payload(), payloadAt);
    if (message == null) {
      skipped++;
    } else {
      messages.add(message);
    }
  }

  private static @Nullable ClientMessage readPayload(
      Header header, @Nullable MessageType type, ByteBuf payload, int at) {
    try {
      return type == null ? null : decode(header.version(), type, payload);
    } catch (ProtocolException e) {
      throw e.shifted(at);
    }
  }

  /** Returns null for what is not sent to a server. */
  private static @Nullable ClientMessage decode(int version, MessageType type, ByteBuf payload) {
    return switch (type) {
      case POSITION_UPDATE ->
          new ClientMessage.PositionUpdate(PositionCodec.decode(version, payload));
      case VELOCITY_UPDATE -> new ClientMessage.NodeUpdate(NodeCodec.decode(payload));
      case AGENT_STATE_FULL ->
          new ClientMessage.AgentUpdate(AgentStateCodec.decode(version, payload));
      case AGENT_STATE_DELTA ->
          new ClientMessage.AgentUpdate(AgentDeltaCodec.decode(version, payload));
      case AGENT_HEALTH -> new ClientMessage.AgentUpdate(AgentHealthCodec.decode(version, payload));
      case CONTROL_BITS -> ControlCodec.decode(payload);
      case HANDSHAKE -> HandshakeCodec.decodeOffer(payload);
      case HEARTBEAT -> HeartbeatCodec.decode(payload);
      case BROADCAST_ACK -> AckCodec.decode(payload);
      case VOICE_DATA, VOICE_CHUNK ->
          new ClientMessage.VoiceUpdate(VoiceCodec.decodeChunk(payload));
      case VOICE_START -> new ClientMessage.VoiceUpdate(VoiceCodec.decodeStart(payload));
      case VOICE_END -> new ClientMessage.VoiceUpdate(VoiceCodec.decodeEnd(payload));
      case ERROR -> ErrorCodec.decode(payload);
      case GRAPH_UPDATE, AGENT_POSITIONS, COMPACT_UPDATE, SSSP_DATA -> null;
    };
  }

  /**
   * A handshake is exempt, and what stands behind one in the same message may be of its version.
   */
  private void requireVersion(Header header, @Nullable MessageType type, int at) {
    if (type == MessageType.HANDSHAKE) {
      handshakeSeen = true;
      return;
    }
    int version = header.version();
    boolean known = version >= Negotiation.MIN_VERSION && version <= Negotiation.MAX_VERSION;
    boolean agreed = agreement == null || handshakeSeen || version == agreement.version();
    if (!known || !agreed) {
      throw ProtocolException.at(
          ErrorCode.PROTOCOL_VERSION_MISMATCH,
          "Version %d was not agreed on; shake hands again".formatted(version),
          at + 1);
    }
  }
}
