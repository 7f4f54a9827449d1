package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.AXES;
import static io.starling.protocol.compact.CompactLayout.BASE;
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
  public void keyframe(Columns columns, Rows rows, int timeMillis) {
    fix(columns, rows);
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
          column(grid[axis], to, end);
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
  public int delta(Columns columns, Rows rows, int timeMillis) {
    if (rows.count() != count) {
      throw new IllegalArgumentException(
          rows.count() + " rows, the keyframe had " + count + " of them");
    }
    int found = findMoved(columns, rows);
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

  private void fix(Columns columns, Rows rows) {
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
      ids[i] = TypeBits.id(columns.typedId(row));
      grid[0][i] = snap(columns.x(row));
      grid[1][i] = snap(columns.y(row));
      grid[2][i] = snap(columns.z(row));
    }
    for (int[] axis : motion) {
      Arrays.fill(axis, 0, count, 0);
    }
  }

  private int snap(float coordinate) {
    return (int) Math.rint(coordinate * perUnit);
  }

  private int findMoved(Columns columns, Rows rows) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows.row(i);
      found = note(i, snap(columns.x(row)), snap(columns.y(row)), snap(columns.z(row)), found);
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
    int all = 0;
    for (int i = from; i < to; i++) {
      int gap = moved[i] - last - 1;
      block[i - from] = gap;
      all |= gap;
      last = moved[i];
    }
    int width = CompactLayout.width(all);
    out.u8(width);
    out.packed(block, to - from, width);
    return last;
  }

  private void column(int[] values, int from, int to) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    System.arraycopy(values, from, block, 0, to - from);
    pack(coding(min, max, to - from), to - from, min, 0);
  }

  private void changes(int[] values, int[] motions, int from, int to) {
    int size = to - from;
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    int minAhead = Integer.MAX_VALUE;
    int maxAhead = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      int value = values[i];
      int ahead = value - motions[moved[i]];
      block[i - from] = ahead;
      min = Math.min(min, value);
      max = Math.max(max, value);
      minAhead = Math.min(minAhead, ahead);
      maxAhead = Math.max(maxAhead, ahead);
    }
    int plain = coding(min, max, size);
    int predicted = coding(minAhead, maxAhead, size);
    if (bytes(predicted) < bytes(plain)) {
      pack(predicted, size, minAhead, PREDICTED);
    } else {
      System.arraycopy(values, from, block, 0, size);
      pack(plain, size, min, 0);
    }
  }

  /**
   * The cheaper of the two ways to write numbers of this range: its bytes, and the column's head.
   */
  private static int coding(int min, int max, int size) {
    int zigzag = CompactLayout.width(zigzag(min) | zigzag(max));
    int above = CompactLayout.width(max - min);
    int zigzagBytes = CompactLayout.packedBytes(size, zigzag);
    int aboveBytes =
        CompactLayout.packedBytes(size, above) + CompactLayout.varintBytes(zigzag(min));
    return aboveBytes < zigzagBytes ? aboveBytes << 8 | above | BASE : zigzagBytes << 8 | zigzag;
  }

  private static int bytes(int coding) {
    return coding >>> 8;
  }

  /** Writes the block as a column. */
  private void pack(int coding, int size, int min, int predicted) {
    int width = coding & CompactLayout.WIDTH;
    out.u8((coding & 0xFF) | predicted);
    if ((coding & BASE) != 0) {
      out.varint(zigzag(min));
      for (int i = 0; i < size; i++) {
        block[i] -= min;
      }
    } else {
      for (int i = 0; i < size; i++) {
        block[i] = zigzag(block[i]);
      }
    }
    out.packed(block, size, width);
  }
}
