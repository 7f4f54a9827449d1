package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.compression.Decompressor;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Negotiation;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the protocol messages of one WebSocket message, whichever side sent it: header, then
 * payload, inflated where it is compressed. Confined to one decoding, which closes it.
 */
public final class MessageReader implements AutoCloseable {
  private static final int BOTH_CODINGS = Coding.ZLIB.flag() | Coding.BROTLI.flag();

  private final ByteBuf in;
  private final @Nullable Agreement agreement;
  private @Nullable Decompressor decompressor;
  private Header header;
  private int at;

  /**
   * Makes a reader at the first header.
   *
   * @param agreement what flags may come, or null before any agreement
   * @throws ProtocolException MALFORMED_FRAME where the bytes are not whole messages
   */
  public MessageReader(ByteBuf in, @Nullable Agreement agreement) {
    this.in = in;
    this.agreement = agreement;
    requireWholeMessages(in.duplicate());
    this.at = in.readerIndex();
    this.header = HeaderCodec.decode(in);
  }

  /** Lengths come first: in bytes that are no chain at all, versions and types mean nothing. */
  private static void requireWholeMessages(ByteBuf in) {
    do {
      Header header = HeaderCodec.decode(in);
      in.skipBytes(header.payloadBytes());
    } while (in.isReadable());
  }

  /** Goes on to the next header, behind a payload that was read; false where there is none. */
  public boolean next() {
    if (!in.isReadable()) {
      return false;
    }
    at = in.readerIndex();
    header = HeaderCodec.decode(in);
    return true;
  }

  /** Returns the header of the message that the reader is at. */
  public Header header() {
    return header;
  }

  /** Returns its type, or null where it is not known. */
  public @Nullable MessageType type() {
    return MessageType.ofCode(header.typeCode());
  }

  /** Returns where its header begins. */
  public int at() {
    return at;
  }

  /**
   * Reads its payload, of a length that its type can have.
   *
   * @throws ProtocolException MALFORMED_FRAME where it can't, or a flag was not agreed on
   */
  public ByteBuf payload() {
    requireFlags();
    int payloadAt = in.readerIndex();
    ByteBuf payload = in.readSlice(header.payloadBytes());
    MessageType type = type();
    if (type == null) {
      return payload;
    }
    Coding coding = coding();
    if (coding != null) {
      payload = decompress(coding, payload, payloadAt);
    }
    if (!type.fits(header.version(), payload.readableBytes())) {
      throw HeaderCodec.malformed(
          "%d bytes are no payload of %s".formatted(payload.readableBytes(), type), at + 2);
    }
    return payload;
  }

  private ByteBuf decompress(Coding coding, ByteBuf payload, int payloadAt) {
    if (decompressor == null) {
      decompressor = new Decompressor();
    }
    try {
      return decompressor.decompress(coding, payload);
    } catch (ProtocolException e) {
      throw e.shifted(payloadAt);
    }
  }

  private @Nullable Coding coding() {
    for (Coding coding : Coding.values()) {
      if ((header.flags() & coding.flag()) != 0) {
        return coding;
      }
    }
    return null;
  }

  private void requireFlags() {
    int unknown = header.flags() & ~agreedFlags();
    if (unknown != 0) {
      throw HeaderCodec.malformed("Flags 0x%02X were not agreed on".formatted(unknown), at + 1);
    }
    if ((header.flags() & BOTH_CODINGS) == BOTH_CODINGS) {
      throw HeaderCodec.malformed("A payload is compressed once", at + 1);
    }
  }

  private int agreedFlags() {
    if (agreement == null
        || !agreement.marksParts()
        || header.version() < Negotiation.FIRST_VERSION_WITH_FLAGS) {
      return 0;
    }
    int flags = HeaderCodec.FLAG_MORE;
    for (Coding coding : Coding.values()) {
      flags |= agreement.has(coding) ? coding.flag() : 0;
    }
    return flags;
  }

  @Override
  public void close() {
    if (decompressor != null) {
      decompressor.close();
    }
  }
}
