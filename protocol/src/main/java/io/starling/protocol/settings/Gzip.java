package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One gzip member (RFC 1952): a header, deflated bytes, their CRC32 and how many they were. That
 * number is held against the bounds before anything is inflated, and against what comes out.
 */
final class Gzip {
  /** What may come out of any message. */
  static final int MAX_INFLATED_BYTES = 16 << 20;

  private static final int MAX_RATIO = 64;

  /** What is sent; below the ratio that is read, so that nobody refuses it. */
  private static final int MAX_SENT_RATIO = 60;

  private static final int TRAILER_BYTES = 8;
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private Gzip() {}

  /** Returns a member that is smaller than the bytes, unless there is none that may be sent. */
  static Optional<ByteBuf> deflate(ByteBuf bytes) {
    int size = bytes.readableBytes();
    byte[] member = new byte[size];
    ByteBuf out = Unpooled.wrappedBuffer(member).writerIndex(0).writeBytes(HEADER);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes.nioBuffer());
      deflater.finish();
      int room = size - HEADER.length - TRAILER_BYTES - 1;
      int deflated = deflater.deflate(member, HEADER.length, room);
      if (!deflater.finished()) {
        return Optional.empty();
      }
      out.writerIndex(HEADER.length + deflated);
    } finally {
      deflater.end();
    }
    out.writeIntLE(crc(bytes)).writeIntLE(size);
    boolean sendable =
        size <= MAX_INFLATED_BYTES && size <= (long) MAX_SENT_RATIO * out.readableBytes();
    return sendable ? Optional.of(out) : Optional.empty();
  }

  /**
   * Returns what is in the member, which is all of the buffer.
   *
   * @throws ProtocolException MESSAGE_TOO_LARGE where that is more than 16 MiB or 64 times the
   *     member; MALFORMED_FRAME where it is no member, or more than one
   */
  static ByteBuf inflate(ByteBuf member) {
    if (member.readableBytes() < HEADER.length + TRAILER_BYTES) {
      throw malformed();
    }
    long size = member.getUnsignedIntLE(member.writerIndex() - 4);
    if (size > MAX_INFLATED_BYTES || size > (long) MAX_RATIO * member.readableBytes()) {
      throw ProtocolException.of(ErrorCode.MESSAGE_TOO_LARGE, "The message inflates to too much");
    }
    ByteBuf deflated = member.slice();
    skipHeader(deflated);
    ByteBuf inflated = inflate(deflated.nioBuffer(), (int) size);
    if (crc(inflated) != member.getIntLE(member.writerIndex() - TRAILER_BYTES)) {
      throw malformed();
    }
    return inflated;
  }

  /** Inflates into one byte more than there should be, so that a lie shows. */
  private static ByteBuf inflate(ByteBuffer deflated, int size) {
    byte[] bytes = new byte[size + 1];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      int inflated = 0;
      int more;
      do {
        more = inflater.inflate(bytes, inflated, bytes.length - inflated);
        inflated += more;
      } while (more > 0);
      if (!inflater.finished() || inflated != size || inflater.getRemaining() != TRAILER_BYTES) {
        throw malformed();
      }
      return Unpooled.wrappedBuffer(bytes, 0, size);
    } catch (DataFormatException e) {
      throw malformed();
    } finally {
      inflater.end();
    }
  }

  private static void skipHeader(ByteBuf in) {
    int start = in.readerIndex();
    int magic = in.readUnsignedMedium();
    int flags = in.readUnsignedByte();
    if (magic != 0x1F8B08 || (flags & RESERVED) != 0) {
      throw malformed();
    }
    in.skipBytes(6);
    if ((flags & EXTRA) != 0) {
      skip(in, 2 + (in.readableBytes() < 2 ? 0 : in.getUnsignedShortLE(in.readerIndex())));
    }
    if ((flags & NAME) != 0) {
      skip(in, in.bytesBefore((byte) 0) + 1);
    }
    if ((flags & COMMENT) != 0) {
      skip(in, in.bytesBefore((byte) 0) + 1);
    }
    if ((flags & HEADER_CRC) != 0) {
      int crc = crc(in.slice(start, in.readerIndex() - start)) & 0xFFFF;
      if (in.readableBytes() < 2 || in.readUnsignedShortLE() != crc) {
        throw malformed();
      }
    }
  }

  /** Skips what is there; none where no terminating zero was found. */
  private static void skip(ByteBuf in, int bytes) {
    if (bytes < 1 || bytes > in.readableBytes()) {
      throw malformed();
    }
    in.skipBytes(bytes);
  }

  private static int crc(ByteBuf bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.nioBuffer());
    return (int) crc.getValue();
  }

  private static ProtocolException malformed() {
    return ProtocolException.of(ErrorCode.MALFORMED_FRAME, "The message is not one gzip member");
  }
}
