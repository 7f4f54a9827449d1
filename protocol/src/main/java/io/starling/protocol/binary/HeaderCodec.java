package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.GraphKind;

/**
 * The header of every binary message.
 *
 * <pre>
 * 0   1  type u8
 * 1   1  version u8: low nibble 1–4; high nibble flags, from version 3:
 *        0x10 zlib, 0x20 brotli, 0x80 more messages of the same update follow
 * 2   2  payload length u16, without the header
 * 4   1  graph flag u8, only in type 0x01: 1 knowledge, 2 ontology
 * </pre>
 */
public final class HeaderCodec {
  /** Without the graph flag of 0x01. */
  public static final int BYTES = 4;

  /** The longest payload that the u16 can say. */
  public static final int MAX_PAYLOAD_BYTES = 0xFFFF;

  static final int FLAG_MORE = 0x80;
  static final int KNOWLEDGE = 1;
  static final int ONTOLOGY = 2;

  private static final int VERSION_BITS = 0x0F;
  private static final int FLAG_BITS = 0xF0;

  private HeaderCodec() {}

  /** Writes 4 bytes. */
  public static void encode(ByteBuf out, MessageType type, int versionAndFlags, int payloadBytes) {
    out.writeByte(type.code()).writeByte(versionAndFlags).writeShortLE(payloadBytes);
  }

  /**
   * Reads a header and leaves the reader at the payload, all of which is there.
   *
   * @throws ProtocolException MALFORMED_FRAME where the header or the payload is cut off, or the
   *     graph flag is none
   */
  static Header decode(ByteBuf in) {
    int at = in.readerIndex();
    if (in.readableBytes() < BYTES) {
      throw malformed("The header is cut off", at);
    }
    Header header = read(in);
    if (header.payloadBytes() > in.readableBytes()) {
      throw malformed(
          "The length says %d bytes, %d are there"
              .formatted(header.payloadBytes(), in.readableBytes()),
          at + 2);
    }
    return header;
  }

  /** Returns what the header at the start says of the size of the whole message. */
  static int messageBytes(ByteBuf in) {
    int at = in.readerIndex();
    int flag = in.getUnsignedByte(at) == MessageType.GRAPH_UPDATE.code() ? 1 : 0;
    return BYTES + flag + in.getUnsignedShortLE(at + 2);
  }

  private static Header read(ByteBuf in) {
    int type = in.readUnsignedByte();
    int version = in.readUnsignedByte();
    int payloadBytes = in.readUnsignedShortLE();
    GraphKind graph = type == MessageType.GRAPH_UPDATE.code() ? readGraphFlag(in) : GraphKind.ALL;
    return new Header(type, version & VERSION_BITS, version & FLAG_BITS, payloadBytes, graph);
  }

  private static GraphKind readGraphFlag(ByteBuf in) {
    int at = in.readerIndex();
    return switch (in.isReadable() ? in.readUnsignedByte() : 0) {
      case KNOWLEDGE -> GraphKind.KNOWLEDGE;
      case ONTOLOGY -> GraphKind.ONTOLOGY;
      default -> throw malformed("The graph flag is neither 1 nor 2", at);
    };
  }

  /** Returns the refusal of a whole message. */
  public static ProtocolException malformed(String message, int byteOffset) {
    return ProtocolException.at(ErrorCode.MALFORMED_FRAME, message, byteOffset);
  }
}
