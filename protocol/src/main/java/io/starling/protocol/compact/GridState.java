package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.AXES;

import java.util.Arrays;

/** What a reader of the stream has: nodes, where they are on the grid, and how they moved last. */
final class GridState {
  /** Ids stay below 2^26. */
  private static final int MAX_ID = (1 << 26) - 1;

  int count;
  int sequence;
  int time;
  float quantum;
  int[] ids = {};
  final int[][] grid = new int[AXES][0];

  /** By node; empty until something has moved. */
  final int[][] motion = new int[AXES][0];

  void clear(int newSequence, int newTime, float newQuantum) {
    count = 0;
    sequence = newSequence;
    time = newTime;
    quantum = newQuantum;
    for (int[] axis : motion) {
      Arrays.fill(axis, 0);
    }
  }

  /** Makes room for more nodes; never for many more than have come, whatever the total says. */
  void grow(int more, int total) {
    int needed = count + more;
    if (needed > ids.length) {
      int capacity = Math.min(total, Math.max(needed, ids.length * 2));
      ids = Arrays.copyOf(ids, capacity);
      for (int axis = 0; axis < AXES; axis++) {
        grid[axis] = Arrays.copyOf(grid[axis], capacity);
      }
    }
  }

  /** Reads the ids of a block, ascending, behind the nodes there are; returns the last. */
  int ids(PackedReader in, int block, int before) {
    int last = before;
    for (int i = 0; i < block; i++) {
      int gap = in.varint();
      if (gap < 0 || gap > MAX_ID - last - 1) {
        throw in.refusal("An id is beyond 2^26");
      }
      last += gap + 1;
      if (count + i > 0 && last <= ids[count + i - 1]) {
        throw in.refusal("Ids do not ascend");
      }
      ids[count + i] = last;
    }
    return last;
  }

  /** Motions for all nodes. */
  void requireMotions() {
    if (motion[0].length < count) {
      for (int axis = 0; axis < AXES; axis++) {
        motion[axis] = Arrays.copyOf(motion[axis], count);
      }
    }
  }
}
