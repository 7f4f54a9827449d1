package io.starling.protocol.binary;

import org.jspecify.annotations.Nullable;

/** Which rows of {@link Columns} to write, in which order. The array is shared, not copied. */
public final class Rows {
  private final int @Nullable [] indices;
  private final int from;
  private final int to;

  private Rows(int @Nullable [] indices, int from, int to) {
    if (from < 0 || from > to || (indices != null && to > indices.length)) {
      throw new IllegalArgumentException("rows from " + from + " to " + to + " are not there");
    }
    this.indices = indices;
    this.from = from;
    this.to = to;
  }

  /** Returns the rows whose numbers stand in {@code indices[from, to)}. */
  public static Rows of(int[] indices, int from, int to) {
    return new Rows(indices, from, to);
  }

  /** Returns the rows {@code [from, to)} themselves. */
  public static Rows range(int from, int to) {
    return new Rows(null, from, to);
  }

  /** Returns how many rows there are. */
  public int count() {
    return to - from;
  }

  /** Returns the number of the nth row. */
  public int row(int nth) {
    return indices == null ? from + nth : indices[from + nth];
  }
}
