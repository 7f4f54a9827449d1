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

  /** Reads the first byte of a packed column. */
  int columnHead() {
    int head = u8();
    if ((head & CompactLayout.WIDTH) > CompactLayout.MAX_WIDTH) {
      throw refusal("A column is wider than 32 bits");
    }
    return head;
  }

  /** Reads a packed column of unsigned numbers. */
  void packed(int[] into, int count, int width) {
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
