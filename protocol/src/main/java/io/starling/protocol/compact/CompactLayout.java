package io.starling.protocol.compact;

/**
 * The bytes of 0x13, common to encoder and decoder.
 *
 * <pre>
 * 0   1  kind u8: 0 keyframe, 1 delta
 * 1   4  sequence u32: one more for each update, the same in all its parts
 * 5   4  time u32, Unix ms modulo 2^32
 *        keyframe                                delta
 * 9   4  quantum f32, above zero            9   4  sequence of the predecessor u32
 * 13  4  nodes of the whole update u32      13  2  nodes of this part u16, at least one
 * 17  4  index of this part's first u32     15  …  blocks
 * 21  2  nodes of this part u16
 * 23  …  blocks
 * </pre>
 *
 * A block is up to 128 nodes in four columns: which nodes, then x, y and z.
 *
 * <ul>
 *   <li>Which nodes: in a keyframe a varint each, the id less the id before, less one; in a delta a
 *       packed column of the same of their indices in the keyframe. Before the first of a part
 *       stands -1.
 *   <li>x, y, z: a packed column of grid coordinates (keyframe) or of their differences (delta).
 * </ul>
 *
 * A packed column is a byte, {@code coding | BASE | PREDICTED}, the base as a zigzag varint if BASE
 * is set, and the values. A coding up to 32 is their width in bits: they stand one behind the other
 * from the lowest bit of the first byte on, the last byte filled with zeros. A coding from 33 on is
 * Rice's with the parameter {@code coding - 33}: so many low bits of each value, packed as above,
 * then what is above them in unary, so many zeros and a one for each, filled with zeros (R. F.
 * Rice, Some practical universal noiseless coding techniques, 1979). With BASE a value is the
 * number above the base, without it is the number in zigzag; with PREDICTED it comes on top of the
 * node's motion in the update before, which is zero where the node was not in it. The first column
 * of a delta has neither.
 */
final class CompactLayout {
  static final int KEYFRAME = 0;
  static final int DELTA = 1;

  static final int KEYFRAME_HEADER = 23;
  static final int DELTA_HEADER = 15;

  static final int BLOCK = 128;
  static final int AXES = 3;

  static final int CODING = 0x3F;
  static final int BASE = 0x40;
  static final int PREDICTED = 0x80;

  static final int MAX_WIDTH = 32;

  /** The first of the codings in unary. */
  static final int UNARY = 33;

  static final int MAX_VARINT = 5;

  /** A block at its worst: every column in full width with the longest base. */
  static final int MAX_BLOCK_BYTES = (AXES + 1) * (1 + MAX_VARINT + BLOCK * Integer.BYTES);

  private CompactLayout() {}

  static int zigzag(int value) {
    return value << 1 ^ value >> 31;
  }

  static int unzigzag(int coded) {
    return coded >>> 1 ^ -(coded & 1);
  }

  /** Bits of an unsigned number; none for zero. */
  static int width(int unsigned) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(unsigned);
  }

  static int varintBytes(int unsigned) {
    return Math.max(1, (width(unsigned) + 6) / 7);
  }

  static int packedBytes(int count, int width) {
    return (count * width + 7) >>> 3;
  }
}
