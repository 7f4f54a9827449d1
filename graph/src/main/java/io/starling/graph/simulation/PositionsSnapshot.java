package io.starling.graph.simulation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where all nodes were after one tick. Immutable: nobody writes to the arrays.
 *
 * @param version of the tick, 0 before the first
 * @param ids ascending; the node {@code ids[i]} is at {@code (x[i], y[i], z[i])}
 */
@SuppressWarnings("ArrayRecordComponent") // handed to encoders as they are, never compared
public record PositionsSnapshot(long version, int[] ids, float[] x, float[] y, float[] z) {

  /** Makes the snapshot of nothing. */
  public static PositionsSnapshot empty() {
    return new PositionsSnapshot(0, new int[0], new float[0], new float[0], new float[0]);
  }

  public int count() {
    return ids.length;
  }

  public Optional<Position> position(int id) {
    int index = Arrays.binarySearch(ids, id);
    return index < 0 ? Optional.empty() : Optional.of(new Position(x[index], y[index], z[index]));
  }
}
