package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Negotiation;
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
    requireWholeMessages(in.duplicate());
    Chain chain = new Chain(agreement);
    do {
      chain.readMessage(in);
    } while (in.isReadable());
    return chain;
  }

  /** Reads the first message of a connection, if it has headers at all. */
  static Optional<Chain> readFirst(ByteBuf in) {
    boolean known = in.isReadable() && MessageType.ofCode(in.getUnsignedByte(0)) != null;
    if (!known || !versionKnown(in)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(in, null));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  List<ClientMessage> messages() {
    return messages;
  }

  /** Returns how many messages were of types that this side does not read. */
  int skipped() {
    return skipped;
  }

  private static boolean versionKnown(ByteBuf in) {
    int version = in.readableBytes() > 1 ? in.getUnsignedByte(1) : 0;
    return version >= Negotiation.MIN_VERSION && version <= Negotiation.MAX_VERSION;
  }

  /** Lengths come first: in bytes that are no chain at all, versions and types mean nothing. */
  private static void requireWholeMessages(ByteBuf in) {
    do {
      Header header = HeaderCodec.decode(in);
      in.skipBytes(header.payloadBytes());
    } while (in.isReadable());
  }

  private void readMessage(ByteBuf in) {
    int at = in.readerIndex();
    Header header = HeaderCodec.decode(in);
    MessageType type = MessageType.ofCode(header.typeCode());
    requireVersion(header, type, at);
    requireFlags(header, at);
    if (type != null && !type.fits(header.version(), header.payloadBytes())) {
      throw HeaderCodec.malformed(
          "%d bytes are no payload of %s".formatted(header.payloadBytes(), type), at + 2);
    }
    int payloadAt = in.readerIndex();
    ClientMessage message =
        readPayload(header, type, in.readSlice(header.payloadBytes()), payloadAt);
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

  /** Returns null for what is not sent to a server, or is not read by this one. */
  private static @Nullable ClientMessage decode(int version, MessageType type, ByteBuf payload) {
    return switch (type) {
      case POSITION_UPDATE ->
          new ClientMessage.PositionUpdate(PositionCodec.decode(version, payload));
      case VELOCITY_UPDATE -> new ClientMessage.NodeUpdate(NodeCodec.decode(payload));
      case CONTROL_BITS -> ControlCodec.decode(payload);
      case HANDSHAKE -> HandshakeCodec.decodeOffer(payload);
      case HEARTBEAT -> HeartbeatCodec.decode(payload);
      case ERROR -> ErrorCodec.decode(payload);
      case GRAPH_UPDATE,
          VOICE_DATA,
          AGENT_POSITIONS,
          COMPACT_UPDATE,
          AGENT_STATE_FULL,
          AGENT_STATE_DELTA,
          AGENT_HEALTH,
          SSSP_DATA,
          BROADCAST_ACK,
          VOICE_CHUNK,
          VOICE_START,
          VOICE_END ->
          null;
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

  private void requireFlags(Header header, int at) {
    boolean parts =
        agreement != null
            && agreement.marksParts()
            && header.version() >= Negotiation.FIRST_VERSION_WITH_FLAGS;
    int unknown = header.flags() & ~(parts ? HeaderCodec.FLAG_MORE : 0);
    if (unknown != 0) {
      throw HeaderCodec.malformed("Flags 0x%02X were not agreed on".formatted(unknown), at + 1);
    }
  }
}
