package io.starling.graph.simulation;

import io.starling.graph.layout.Coordinates;
import java.util.Arrays;
import java.util.Optional;

/**
 * The positions after the last step, for other threads. Writing and reading each hold the lock for
 * one copy of the arrays, a tenth of a millisecond for 100,000 nodes. Thread-safe.
 */
final class Published {
  private int[] ids = new int[0];
  private Coordinates at = Coordinates.zero(0);
  private long version;

  /** Takes in a step's outcome; {@code nodeIds} is kept and must not change any more. */
  synchronized void update(int[] nodeIds, Coordinates from, long newVersion) {
    if (at.count() != nodeIds.length) {
      at = Coordinates.zero(nodeIds.length);
    }
    ids = nodeIds;
    System.arraycopy(from.x(), 0, at.x(), 0, nodeIds.length);
    System.arraycopy(from.y(), 0, at.y(), 0, nodeIds.length);
    System.arraycopy(from.z(), 0, at.z(), 0, nodeIds.length);
    version = newVersion;
  }

  synchronized PositionsSnapshot snapshot() {
    return new PositionsSnapshot(version, ids, at.x().clone(), at.y().clone(), at.z().clone());
  }

  synchronized Optional<Position> position(int id) {
    int index = Arrays.binarySearch(ids, id);
    return index < 0
        ? Optional.empty()
        : Optional.of(new Position(at.x()[index], at.y()[index], at.z()[index]));
  }
}
