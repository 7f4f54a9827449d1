package io.starling.server.transport;

import io.netty.buffer.ByteBuf;

/**
 * Checks UTF-8 as it arrives, in pieces of any size, and fails at the first byte that no character
 * has there (RFC 3629, section 4). Masked bytes are unmasked in registers: nothing is copied.
 * Confined to the connection's event loop.
 */
final class Utf8Check {

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int LOWEST = 0x80;
  private static final int HIGHEST = 0xBF;

  /** Bytes that the character begun still lacks, and the bounds of the next of them. */
  private int lacking;

  private int low = LOWEST;
  private int high = HIGHEST;

  /**
   * Takes the bytes in {@code [from, to)}.
   *
   * @param mask its first byte, the highest, is that of {@code from}; 0 for none
   * @return false if they can't be UTF-8, whatever comes
   */
  boolean takes(ByteBuf bytes, int from, int to, int mask) {
    long wide = ((mask & 0xFFFF_FFFFL) << Integer.SIZE) | (mask & 0xFFFF_FFFFL);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = bytes.getLong(at) ^ wide;
      boolean ascii = lacking == 0 && (eight & HIGH_BITS) == 0;
      if (!ascii && !takesEight(eight)) {
        return false;
      }
    }
    for (; at < to; at++) {
      int key = Integer.rotateLeft(mask, Byte.SIZE * (at - from + 1));
      if (!takes((bytes.getByte(at) ^ key) & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of this is whole characters. */
  static boolean isUtf8(ByteBuf bytes) {
    var check = new Utf8Check();
    return check.takes(bytes, bytes.readerIndex(), bytes.writerIndex(), 0) && check.isComplete();
  }

  /** Whether no character is cut. */
  boolean isComplete() {
    return lacking == 0;
  }

  private boolean takesEight(long eight) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      if (!takes((int) (eight >>> shift) & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(int next) {
    if (lacking == 0) {
      return next < 0x80 || begins(next);
    }
    if (next < low || next > high) {
      return false;
    }
    lacking--;
    low = LOWEST;
    high = HIGHEST;
    return true;
  }

  /** A character of two to four bytes, neither longer than need be nor past what there is. */
  private boolean begins(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return false;
    }
    lacking = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    switch (first) {
      case 0xE0 -> low = 0xA0;
      case 0xED -> high = 0x9F;
      case 0xF0 -> low = 0x90;
      case 0xF4 -> high = 0x8F;
      default -> {}
    }
    return true;
  }
}
