package io.starling.benchmarks.compact;

import io.starling.graph.layout.Coordinates;
import java.util.Arrays;

/**
 * The nodes that an update is about: their indices, where they are, what changed on the grid, and
 * what had changed the time before. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // columns for encoders, never compared
record Update(Coordinates at, int[] indices, int[][] change, int[][] motion) {

  /** Follows a trace from update to update. */
  static final class Follower {
    private final double perUnit;
    private int[][] grid;
    private int[][] motion;

    Follower(Coordinates first, float quantum) {
      perUnit = 1.0 / quantum;
      grid = snap(first);
      motion = new int[3][first.count()];
    }

    Update next(Coordinates at) {
      int[][] now = snap(at);
      int[] indices = new int[at.count()];
      int count = 0;
      for (int i = 0; i < at.count(); i++) {
        if (now[0][i] != grid[0][i] || now[1][i] != grid[1][i] || now[2][i] != grid[2][i]) {
          indices[count++] = i;
        }
      }
      indices = Arrays.copyOf(indices, count);
      int[][] change = new int[3][count];
      int[][] before = new int[3][count];
      int[][] moved = new int[3][at.count()];
      for (int axis = 0; axis < 3; axis++) {
        for (int i = 0; i < count; i++) {
          int index = indices[i];
          change[axis][i] = now[axis][index] - grid[axis][index];
          before[axis][i] = motion[axis][index];
          moved[axis][index] = change[axis][i];
        }
      }
      grid = now;
      motion = moved;
      return new Update(at, indices, change, before);
    }

    private int[][] snap(Coordinates at) {
      float[][] axes = {at.x(), at.y(), at.z()};
      int[][] snapped = new int[3][at.count()];
      for (int axis = 0; axis < 3; axis++) {
        for (int i = 0; i < at.count(); i++) {
          snapped[axis][i] = (int) Math.rint(axes[axis][i] * perUnit);
        }
      }
      return snapped;
    }
  }

  int count() {
    return indices.length;
  }
}
