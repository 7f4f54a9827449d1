package io.starling.graph.layout;

import java.util.Arrays;

/**
 * Sorts points along a Z-curve (Morton 1966): bodies that are near in space become near in memory,
 * and each cell of an octree is one run of the order. A key interleaves 21 bits of each axis.
 * Confined to the engine's thread, but for {@link #computeKeys}.
 */
final class MortonOrder {
  /** Bits of a key per axis, which is the greatest depth of the tree. */
  static final int DEPTH = 21;

  private static final int DIGIT_BITS = 11;
  private static final int BUCKETS = 1 << DIGIT_BITS;
  private static final int PASSES = 6;

  private final long[] keys;
  private final long[] otherKeys;
  private final int[] order;
  private final int[] otherOrder;
  private final int[] starts = new int[BUCKETS];

  MortonOrder(int count) {
    keys = new long[count];
    otherKeys = new long[count];
    order = new int[count];
    otherOrder = new int[count];
  }

  /** Gives the keys; ascending after {@link #sort}. */
  long[] keys() {
    return keys;
  }

  /** Gives the index of the body at each place of the order. */
  int[] order() {
    return order;
  }

  /** Computes the keys of some bodies within the cube. Any thread. */
  void computeKeys(Coordinates at, Cube cube, int from, int to) {
    float scale = (1 << DEPTH) / cube.size();
    for (int i = from; i < to; i++) {
      keys[i] =
          spread(cell((at.x()[i] - cube.x()) * scale))
              | spread(cell((at.y()[i] - cube.y()) * scale)) << 1
              | spread(cell((at.z()[i] - cube.z()) * scale)) << 2;
      order[i] = i;
    }
  }

  /** Sorts by radix, least digit first; stable, so that equal keys keep the order of indexes. */
  void sort() {
    long[] fromKeys = keys;
    long[] toKeys = otherKeys;
    int[] from = order;
    int[] to = otherOrder;
    for (int pass = 0; pass < PASSES; pass++) {
      int shift = pass * DIGIT_BITS;
      countDigits(fromKeys, shift);
      for (int i = 0; i < fromKeys.length; i++) {
        int place = starts[digit(fromKeys[i], shift)]++;
        toKeys[place] = fromKeys[i];
        to[place] = from[i];
      }
      long[] swapKeys = fromKeys;
      fromKeys = toKeys;
      toKeys = swapKeys;
      int[] swap = from;
      from = to;
      to = swap;
    }
  }

  private void countDigits(long[] of, int shift) {
    Arrays.fill(starts, 0);
    for (long key : of) {
      starts[digit(key, shift)]++;
    }
    int sum = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int count = starts[bucket];
      starts[bucket] = sum;
      sum += count;
    }
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (BUCKETS - 1);
  }

  private static long cell(float scaled) {
    return Math.max(0, Math.min((1 << DEPTH) - 1, (int) scaled));
  }

  /** Spreads 21 bits to every third bit. */
  private static long spread(long bits) {
    bits = (bits | bits << 32) & 0x1f00000000ffffL;
    bits = (bits | bits << 16) & 0x1f0000ff0000ffL;
    bits = (bits | bits << 8) & 0x100f00f00f00f00fL;
    bits = (bits | bits << 4) & 0x10c30c30c30c30c3L;
    return (bits | bits << 2) & 0x1249249249249249L;
  }
}
