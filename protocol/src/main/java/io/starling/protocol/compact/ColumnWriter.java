package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.BASE;
import static io.starling.protocol.compact.CompactLayout.BLOCK;
import static io.starling.protocol.compact.CompactLayout.UNARY;
import static io.starling.protocol.compact.CompactLayout.packedBytes;
import static io.starling.protocol.compact.CompactLayout.width;
import static io.starling.protocol.compact.CompactLayout.zigzag;

/** Writes the numbers of a block in the shortest of the codings that a column can have. */
final class ColumnWriter {
  private final PackedWriter out;
  private final int[] coded = new int[BLOCK];
  private final int[] low = new int[BLOCK];

  ColumnWriter(PackedWriter out) {
    this.out = out;
  }

  /** Writes numbers of both signs; {@code flags} go into the head as they are. */
  void signed(int[] values, int count, int flags) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    int all = 0;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int value = values[i];
      min = Math.min(min, value);
      max = Math.max(max, value);
      int code = zigzag(value);
      coded[i] = code;
      all |= code;
      sum += code & 0xFFFF_FFFFL;
    }
    int shift = shift(count, sum);
    int packed = packedBytes(count, width(all));
    int above = packedBytes(count, width(max - min)) + CompactLayout.varintBytes(zigzag(min));
    int unary = unaryBytes(count, shift);
    if (packed <= above && packed <= unary) {
      packed(width(all), count, flags);
    } else if (above <= unary) {
      above(values, count, min, width(max - min), flags);
    } else {
      unary(shift, count, flags);
    }
  }

  /** Writes numbers without a sign, below 2^31. */
  void unsigned(int[] values, int count) {
    int all = 0;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      coded[i] = values[i];
      all |= values[i];
      sum += values[i];
    }
    int shift = shift(count, sum);
    if (packedBytes(count, width(all)) <= unaryBytes(count, shift)) {
      packed(width(all), count, 0);
    } else {
      unary(shift, count, 0);
    }
  }

  /** Rice's parameter is near the logarithm of the mean: the better of the two below it. */
  private int shift(int count, long sum) {
    int bits = width((int) Math.min(Integer.MAX_VALUE, sum / count));
    int lower = Math.max(0, bits - 2);
    int upper = Math.max(0, bits - 1);
    return unaryBytes(count, lower) <= unaryBytes(count, upper) ? lower : upper;
  }

  private int unaryBytes(int count, int shift) {
    long bits = count;
    for (int i = 0; i < count; i++) {
      bits += (coded[i] & 0xFFFF_FFFFL) >>> shift;
    }
    return packedBytes(count, shift) + (int) Math.min(1 << 20, (bits + 7) >>> 3);
  }

  private void packed(int width, int count, int flags) {
    out.u8(width | flags);
    out.packed(coded, count, width);
  }

  private void above(int[] values, int count, int min, int width, int flags) {
    out.u8(width | BASE | flags);
    out.varint(zigzag(min));
    for (int i = 0; i < count; i++) {
      coded[i] = values[i] - min;
    }
    out.packed(coded, count, width);
  }

  private void unary(int shift, int count, int flags) {
    out.u8((UNARY + shift) | flags);
    int mask = (1 << shift) - 1;
    for (int i = 0; i < count; i++) {
      low[i] = coded[i] & mask;
      coded[i] >>>= shift;
    }
    out.packed(low, count, shift);
    out.unary(coded, count);
  }
}
