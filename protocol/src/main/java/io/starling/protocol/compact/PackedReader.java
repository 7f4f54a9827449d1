package io.starling.protocol.compact;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;

/** Reads what {@link PackedWriter} wrote, and trusts none of it. */
final class PackedReader {
  private final ByteBuf in;
  private final int start;

  PackedReader(ByteBuf payload) {
    in = payload;
    start = payload.readerIndex();
  }

  int u8() {
    require(1);
    return in.readUnsignedByte();
  }

  int u16() {
    require(2);
    return in.readUnsignedShortLE();
  }

  int u32() {
    require(4);
    return in.readIntLE();
  }

  float f32() {
    return Float.intBitsToFloat(u32());
  }

  int varint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = u8();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        if (shift == 28 && next > 0x0F) {
          throw refusal("A number has more than 32 bits");
        }
        return value;
      }
    }
    throw refusal("A number does not end");
  }

  /** Reads the values of a column, unsigned. */
  void values(int[] into, int count, int coding) {
    if (coding <= CompactLayout.MAX_WIDTH) {
      packed(into, count, coding);
    } else {
      int shift = coding - CompactLayout.UNARY;
      packed(into, count, shift);
      addUnary(into, count, shift);
    }
  }

  /** Adds what is above the low bits; what does not fit 32 bits is refused. */
  private void addUnary(int[] into, int count, int shift) {
    int most = -1 >>> shift;
    int from = in.readerIndex();
    int end = in.writerIndex();
    long bit = (long) from << 3;
    for (int i = 0; i < count; i++) {
      long one = nextOne(bit, end);
      long zeros = one - bit;
      if (shift > 0 && zeros > most) {
        throw refusal("A number has more than 32 bits");
      }
      into[i] |= (int) zeros << shift;
      bit = one + 1;
    }
    int behind = (int) ((bit + 7) >>> 3);
    if ((bit & 7) != 0 && in.getUnsignedByte(behind - 1) >>> (bit & 7) != 0) {
      throw refusal("A column is not filled with zeros");
    }
    in.readerIndex(behind);
  }

  /** Position of the first bit that is set, from {@code bit} on. */
  private long nextOne(long bit, int end) {
    int at = (int) (bit >>> 3);
    int skip = (int) (bit & 7);
    while (at < end) {
      int rest = in.getUnsignedByte(at) >>> skip;
      if (rest != 0) {
        return ((long) at << 3) + skip + Integer.numberOfTrailingZeros(rest);
      }
      at++;
      skip = 0;
    }
    throw refusal("The update is cut off");
  }

  private void packed(int[] into, int count, int width) {
    int bytes = CompactLayout.packedBytes(count, width);
    require(bytes);
    long mask = (1L << width) - 1;
    long bits = 0;
    int held = 0;
    int left = bytes;
    for (int i = 0; i < count; i++) {
      while (held < width) {
        if (left >= Integer.BYTES) {
          bits |= (in.readIntLE() & 0xFFFF_FFFFL) << held;
          held += Integer.SIZE;
          left -= Integer.BYTES;
        } else {
          bits |= (long) in.readUnsignedByte() << held;
          held += Byte.SIZE;
          left--;
        }
      }
      into[i] = (int) (bits & mask);
      bits >>>= width;
      held -= width;
    }
    if (bits != 0) {
      throw refusal("A column is not filled with zeros");
    }
  }

  void requireEnd() {
    if (in.isReadable()) {
      throw refusal("%d bytes are left over".formatted(in.readableBytes()));
    }
  }

  ProtocolException refusal(String message) {
    return ProtocolException.at(ErrorCode.MALFORMED_FRAME, message, in.readerIndex() - start);
  }

  private void require(int bytes) {
    if (in.readableBytes() < bytes) {
      throw refusal("The update is cut off");
    }
  }
}
