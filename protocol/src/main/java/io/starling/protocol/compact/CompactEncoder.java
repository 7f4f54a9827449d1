package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.AXES;
import static io.starling.protocol.compact.CompactLayout.BLOCK;
import static io.starling.protocol.compact.CompactLayout.PREDICTED;
import static io.starling.protocol.compact.CompactLayout.zigzag;

import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.message.TypeBits;
import java.util.Arrays;

/**
 * One stream of 0x13: knows what its readers have, and writes what is new. A keyframe fixes which
 * nodes there are; the deltas behind it are about the same rows in the same order, until the next.
 * Confined to its owner's thread; allocates nothing once it has grown.
 */
public final class CompactEncoder {
  private final int version;
  private final float quantum;
  private final double perUnit;
  private final PackedWriter out = new PackedWriter();
  private final MessageParts parts = new MessageParts(out);
  private final ColumnWriter columns = new ColumnWriter(out);
  private final int[] block = new int[BLOCK];

  private int count;
  private final int[][] grid = new int[AXES][0];
  private final int[][] motion = new int[AXES][0];
  private final int[][] change = new int[AXES][0];
  private int[] ids = {};
  private int[] moved = {};
  private int sequence;

  /**
   * Makes a stream.
   *
   * @param version 3 or 4
   * @param quantum width of the grid, above zero
   */
  public CompactEncoder(int version, float quantum) {
    if (!(quantum > 0) || Float.isInfinite(quantum)) {
      throw new IllegalArgumentException("no grid is " + quantum + " wide");
    }
    this.version = version;
    this.quantum = quantum;
    this.perUnit = 1.0 / quantum;
  }

  /** The messages of the newest update; they are overwritten by the next. */
  public MessageParts parts() {
    return parts;
  }

  /** Sequence number of the newest update. */
  public int sequence() {
    return sequence;
  }

  /** Writes all rows, whose ids ascend, and begins anew with them. */
  public void keyframe(Columns nodes, Rows rows, int timeMillis) {
    fix(nodes, rows);
    sequence++;
    begin();
    int from = 0;
    do {
      int start = parts.begin(version);
      int countAt = keyframeHeader(timeMillis, from);
      int to = from;
      int before = -1;
      while (to < count && parts.hasRoomFor(start, to - from)) {
        int end = Math.min(count, to + BLOCK);
        before = ids(to, end, before);
        for (int axis = 0; axis < AXES; axis++) {
          coordinates(grid[axis], to, end);
        }
        to = end;
      }
      out.setU16(countAt, to - from);
      parts.end(start, to < count);
      from = to;
    } while (from < count);
  }

  /**
   * Writes the rows that are now nearest another point of the grid than before.
   *
   * @return how many these are; none, and there is no update
   */
  public int delta(Columns nodes, Rows rows, int timeMillis) {
    if (rows.count() != count) {
      throw new IllegalArgumentException(
          rows.count() + " rows, the keyframe had " + count + " of them");
    }
    int found = findMoved(nodes, rows);
    return write(found, timeMillis);
  }

  /**
   * Writes one node alone.
   *
   * @param index its place in the keyframe
   * @return 1, or 0 if it is where it was
   */
  public int move(int index, float x, float y, float z, int timeMillis) {
    int found = note(index, snap(x), snap(y), snap(z), 0);
    return write(found, timeMillis);
  }

  private void fix(Columns nodes, Rows rows) {
    count = rows.count();
    if (ids.length < count) {
      ids = new int[count];
      moved = new int[count];
      for (int[][] columnsOfAxes : new int[][][] {grid, motion, change}) {
        for (int axis = 0; axis < AXES; axis++) {
          columnsOfAxes[axis] = new int[count];
        }
      }
    }
    for (int i = 0; i < count; i++) {
      int row = rows.row(i);
      ids[i] = TypeBits.id(nodes.typedId(row));
      grid[0][i] = snap(nodes.x(row));
      grid[1][i] = snap(nodes.y(row));
      grid[2][i] = snap(nodes.z(row));
    }
    for (int[] axis : motion) {
      Arrays.fill(axis, 0, count, 0);
    }
  }

  private int snap(float coordinate) {
    return (int) Math.rint(coordinate * perUnit);
  }

  private int findMoved(Columns nodes, Rows rows) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows.row(i);
      found = note(i, snap(nodes.x(row)), snap(nodes.y(row)), snap(nodes.z(row)), found);
    }
    return found;
  }

  private int note(int index, int x, int y, int z, int found) {
    int dx = x - grid[0][index];
    int dy = y - grid[1][index];
    int dz = z - grid[2][index];
    if ((dx | dy | dz) == 0) {
      return found;
    }
    moved[found] = index;
    change[0][found] = dx;
    change[1][found] = dy;
    change[2][found] = dz;
    return found + 1;
  }

  private int write(int found, int timeMillis) {
    begin();
    if (found == 0) {
      return 0;
    }
    int predecessor = sequence++;
    int from = 0;
    while (from < found) {
      int start = parts.begin(version);
      int countAt = deltaHeader(timeMillis, predecessor);
      int to = from;
      int before = -1;
      while (to < found && parts.hasRoomFor(start, to - from)) {
        int end = Math.min(found, to + BLOCK);
        before = indices(to, end, before);
        for (int axis = 0; axis < AXES; axis++) {
          changes(change[axis], motion[axis], to, end);
        }
        to = end;
      }
      out.setU16(countAt, to - from);
      parts.end(start, to < found);
      from = to;
    }
    apply(found);
    return found;
  }

  private void apply(int found) {
    for (int axis = 0; axis < AXES; axis++) {
      int[] ofGrid = grid[axis];
      int[] ofMotion = motion[axis];
      int[] ofChange = change[axis];
      Arrays.fill(ofMotion, 0, count, 0);
      for (int i = 0; i < found; i++) {
        int index = moved[i];
        ofGrid[index] += ofChange[i];
        ofMotion[index] = ofChange[i];
      }
    }
  }

  private void begin() {
    out.clear();
    parts.clear();
  }

  private int keyframeHeader(int timeMillis, int first) {
    out.u8(CompactLayout.KEYFRAME);
    out.u32(sequence);
    out.u32(timeMillis);
    out.u32(Float.floatToRawIntBits(quantum));
    out.u32(count);
    out.u32(first);
    return u16ToCome();
  }

  private int deltaHeader(int timeMillis, int predecessor) {
    out.u8(CompactLayout.DELTA);
    out.u32(sequence);
    out.u32(timeMillis);
    out.u32(predecessor);
    return u16ToCome();
  }

  private int u16ToCome() {
    int at = out.size();
    out.u16(0);
    return at;
  }

  private int ids(int from, int to, int before) {
    int last = before;
    for (int i = from; i < to; i++) {
      out.varint(ids[i] - last - 1);
      last = ids[i];
    }
    return last;
  }

  private int indices(int from, int to, int before) {
    int last = before;
    for (int i = from; i < to; i++) {
      block[i - from] = moved[i] - last - 1;
      last = moved[i];
    }
    columns.unsigned(block, to - from);
    return last;
  }

  private void coordinates(int[] values, int from, int to) {
    System.arraycopy(values, from, block, 0, to - from);
    columns.signed(block, to - from, 0);
  }

  /** As they are, or less the motion before, whichever are the smaller numbers. */
  private void changes(int[] values, int[] motions, int from, int to) {
    long plain = 0;
    long ahead = 0;
    for (int i = from; i < to; i++) {
      int value = values[i];
      int less = value - motions[moved[i]];
      block[i - from] = less;
      plain += zigzag(value) & 0xFFFF_FFFFL;
      ahead += zigzag(less) & 0xFFFF_FFFFL;
    }
    if (ahead < plain) {
      columns.signed(block, to - from, PREDICTED);
    } else {
      coordinates(values, from, to);
    }
  }
}
