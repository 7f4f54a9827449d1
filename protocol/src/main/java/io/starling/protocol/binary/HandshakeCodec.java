package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.Handshake;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.UUID;

/**
 * 0x32, handshake.
 *
 * <pre>
 * from the client, 5 bytes        from the server, 28 bytes
 * 0  1  lowest version u8          0  1  version agreed u8
 * 1  1  highest version u8         1  1  format agreed u8
 * 2  1  format u8                  2  2  capabilities agreed u16
 * 3  2  capabilities u16           4 16  client id, in the order in which a UUID is written
 *                                 20  8  server time u64, Unix ms
 * </pre>
 */
public final class HandshakeCodec {
  private static final int OFFER = 5;
  private static final int ANSWER = 28;

  /** An offer with its header. */
  public static final int OFFER_BYTES = HeaderCodec.BYTES + OFFER;

  /** An answer with its header. */
  public static final int ANSWER_BYTES = HeaderCodec.BYTES + ANSWER;

  private HandshakeCodec() {}

  /** Appends {@link #OFFER_BYTES} bytes. */
  public static void encodeOffer(ByteBuf out, int version, Handshake offer) {
    HeaderCodec.encode(out, MessageType.HANDSHAKE, version, OFFER);
    out.writeByte(offer.minVersion()).writeByte(offer.maxVersion());
    out.writeByte(offer.format()).writeShortLE(offer.capabilities());
  }

  /**
   * Reads the payload of an offer.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 5 bytes
   */
  public static Handshake decodeOffer(ByteBuf payload) {
    requireBytes(payload, OFFER);
    return new Handshake(
        payload.readUnsignedByte(),
        payload.readUnsignedByte(),
        payload.readUnsignedByte(),
        payload.readUnsignedShortLE());
  }

  /** Appends {@link #ANSWER_BYTES} bytes; the header says the version agreed on. */
  public static void encodeAnswer(ByteBuf out, HandshakeAnswer answer) {
    Agreement agreement = answer.agreement();
    HeaderCodec.encode(out, MessageType.HANDSHAKE, agreement.version(), ANSWER);
    out.writeByte(agreement.version()).writeByte(agreement.format().number());
    out.writeShortLE(agreement.capabilities());
    out.writeLong(answer.clientId().getMostSignificantBits());
    out.writeLong(answer.clientId().getLeastSignificantBits());
    out.writeLongLE(answer.serverTime());
  }

  /**
   * Reads the payload of an answer.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 28 bytes or names no format
   */
  public static HandshakeAnswer decodeAnswer(ByteBuf payload) {
    requireBytes(payload, ANSWER);
    int version = payload.readUnsignedByte();
    Format format =
        Format.numbered(payload.readUnsignedByte())
            .orElseThrow(() -> HeaderCodec.malformed("The format is unknown", 1));
    Agreement agreement = new Agreement(version, format, payload.readUnsignedShortLE());
    UUID clientId = new UUID(payload.readLong(), payload.readLong());
    return new HandshakeAnswer(agreement, clientId, payload.readLongLE());
  }

  private static void requireBytes(ByteBuf payload, int bytes) {
    if (payload.readableBytes() != bytes) {
      throw HeaderCodec.malformed("This handshake is " + bytes + " bytes", 0);
    }
  }
}
