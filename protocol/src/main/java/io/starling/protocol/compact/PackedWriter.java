package io.starling.protocol.compact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes, varints and columns of packed bits, written into an array that grows. */
final class PackedWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Makes room for what is written next; a packed column needs a word more than it takes. */
  void ensure(int more) {
    int needed = size + more + Long.BYTES;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }

  void u8(int value) {
    bytes[size++] = (byte) value;
  }

  void u16(int value) {
    u8(value);
    u8(value >> 8);
  }

  void u32(int value) {
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void setU8(int at, int value) {
    bytes[at] = (byte) value;
  }

  void setU16(int at, int value) {
    setU8(at, value);
    setU8(at + 1, value >> 8);
  }

  void varint(int unsigned) {
    int rest = unsigned;
    while ((rest & ~0x7F) != 0) {
      u8(rest | 0x80);
      rest >>>= 7;
    }
    u8(rest);
  }

  /** Writes each value as so many zeros and a one. */
  void unary(int[] values, int count) {
    long bits = count;
    for (int i = 0; i < count; i++) {
      bits += values[i];
    }
    int needed = (int) ((bits + 7) >>> 3);
    Arrays.fill(bytes, size, size + needed, (byte) 0);
    int bit = size << 3;
    for (int i = 0; i < count; i++) {
      bit += values[i];
      bytes[bit >> 3] |= (byte) (1 << (bit & 7));
      bit++;
    }
    size += needed;
  }

  /** Writes the low bits of each value, the lowest first; the values have no others. */
  void packed(int[] values, int count, int width) {
    byte[] out = bytes;
    int at = size;
    long bits = 0;
    int held = 0;
    for (int i = 0; i < count; i++) {
      bits |= (values[i] & 0xFFFF_FFFFL) << held;
      held += width;
      if (held >= Integer.SIZE) {
        INT.set(out, at, (int) bits);
        at += Integer.BYTES;
        bits >>>= Integer.SIZE;
        held -= Integer.SIZE;
      }
    }
    LONG.set(out, at, bits);
    size += CompactLayout.packedBytes(count, width);
  }
}
