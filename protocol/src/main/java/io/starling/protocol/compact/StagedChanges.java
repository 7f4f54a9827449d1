package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.AXES;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parts of a delta, kept until it is whole. Never more than there are nodes. */
final class StagedChanges {
  private int[] indices = {};
  private final int[][] change = new int[AXES][0];
  private int count;

  /** Begins a delta on so many nodes. */
  void clear(int nodes) {
    count = 0;
    if (indices.length < nodes) {
      indices = new int[nodes];
      for (int axis = 0; axis < AXES; axis++) {
        change[axis] = new int[nodes];
      }
    }
  }

  /** The highest index so far, or -1: over all parts they ascend. */
  int last() {
    return count == 0 ? -1 : indices[count - 1];
  }

  /** Takes one axis of a block; on top of the motions of this state, if there is one. */
  void stage(int axis, int[] which, int[] values, int block, @Nullable GridState ahead) {
    int[] into = change[axis];
    if (ahead == null) {
      System.arraycopy(values, 0, into, count, block);
      return;
    }
    ahead.requireMotions();
    int[] motion = ahead.motion[axis];
    for (int i = 0; i < block; i++) {
      into[count + i] = values[i] + motion[which[i]];
    }
  }

  /** All axes of a block are there. */
  void advance(int[] which, int block) {
    System.arraycopy(which, 0, indices, count, block);
    count += block;
  }

  void apply(GridState state) {
    state.requireMotions();
    for (int axis = 0; axis < AXES; axis++) {
      int[] motion = state.motion[axis];
      int[] grid = state.grid[axis];
      Arrays.fill(motion, 0);
      for (int i = 0; i < count; i++) {
        int index = indices[i];
        motion[index] = change[axis][i];
        grid[index] += change[axis][i];
      }
    }
  }
}
