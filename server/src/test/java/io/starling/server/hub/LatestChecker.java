package io.starling.server.hub;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One subscriber of a LATEST channel, who puts the state together from keyframes and changes: after
 * each update it is, cell by cell, what the publisher had then, and it never goes back. A keyframe
 * that has begun comes to its end.
 */
final class LatestChecker {

  private final List<long[]> history;
  private final long[] cells;
  private long version;
  private boolean begun;
  private int part;
  private boolean inKeyframe;
  private boolean mayBreakOff;

  /**
   * @param history the publisher's cells at each version
   */
  LatestChecker(List<long[]> history, int cellCount) {
    this.history = history;
    this.cells = new long[cellCount];
  }

  /** The client asks for a keyframe, though it may be in the midst of one. */
  void asksForKeyframe() {
    mayBreakOff = true;
  }

  void update(ByteBuffer data) {
    boolean keyframe = data.get() == 1;
    long newVersion = data.getLong();
    int number = data.getInt();
    int parts = data.getInt();
    require(begun || keyframe, "begins with a change ");
    if (number == 0) {
      require(newVersion > version, "an older version after a newer: ", newVersion, version);
      require(part == 0 || !inKeyframe || mayBreakOff, "broke a keyframe off ");
      require(part == 0 || keyframe, "broke a change off for a change ");
    } else {
      require(number == part && newVersion == version, "a part behind another: ", number, part);
    }
    version = newVersion;
    inKeyframe = keyframe;
    apply(data);
    part = (number + 1) % parts;
    if (part == 0) {
      begun = true;
      requireEqual(history.get((int) version));
    }
  }

  /** The newest state has come. */
  void atRest() {
    require(begun && part == 0, "never had a whole keyframe ");
    requireEqual(history.getLast());
  }

  private void apply(ByteBuffer data) {
    while (data.hasRemaining()) {
      int cell = data.get();
      if (cell < 0) {
        return; // padding follows
      }
      long value = data.getLong();
      require(value >= cells[cell], "a cell goes back: ", cell, value);
      cells[cell] = value;
    }
  }

  private void requireEqual(long[] expected) {
    if (!Arrays.equals(cells, expected)) {
      throw new AssertionError(
          "LATEST: at version %d %s instead of %s"
              .formatted(version, Arrays.toString(cells), Arrays.toString(expected)));
    }
  }

  private static void require(boolean holds, String finding, Object... parts) {
    if (!holds) {
      throw new AssertionError("LATEST: " + finding + Arrays.toString(parts));
    }
  }
}
