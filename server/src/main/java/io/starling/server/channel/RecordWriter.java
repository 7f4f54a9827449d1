package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.RecordFlags;
import io.starling.protocol.message.TypeBits;
import io.starling.server.hub.ChannelLog;
import java.util.Arrays;

/**
 * Positions as records that each stand alone, so that an update is any set of them; agents go
 * first, so that they are there soonest where it is split.
 */
final class RecordWriter implements PositionWriter {

  private static final int FLAGS = RecordFlags.ACTIVE | RecordFlags.POSITION_CHANGED;
  private static final int[] FIRST = {0};

  private final RecordFrames frames;
  private final FrameCompressor compressor;
  private int[] ids = {};
  private int[] rows = {};
  private int[] moved = {};
  private int[] ordered = {};
  private float[] x = {};
  private float[] y = {};
  private float[] z = {};

  RecordWriter(RecordFrames frames, FrameCompressor compressor) {
    this.frames = frames;
    this.compressor = compressor;
  }

  /** What is known of nodes that stay is kept, so that only the others travel. */
  @Override
  public boolean restructure(int[] newIds, int[] newRows) {
    int[] oldIds = ids;
    int[] oldRows = rows;
    float[][] old = {x, y, z};
    ids = newIds;
    rows = newRows;
    moved = new int[rows.length];
    x = unknown(ids.length);
    y = unknown(ids.length);
    z = unknown(ids.length);
    for (int oldRow : oldRows) {
      int row = Arrays.binarySearch(ids, oldIds[oldRow]);
      if (row >= 0 && Arrays.binarySearch(rows, row) >= 0) {
        x[row] = old[0][oldRow];
        y[row] = old[1][oldRow];
        z[row] = old[2][oldRow];
      }
    }
    return false;
  }

  @Override
  public void keyframe(Motion.Stepped step, long seq, ChannelLog log) {
    send(step, rows, rows.length, seq, log, true);
  }

  @Override
  public int moved(Motion.Stepped step, long seq, ChannelLog log) {
    int count = findMoved(step);
    if (count > 0) {
      send(step, moved, count, seq, log, false);
    }
    return count;
  }

  @Override
  public void dragged(int row, Motion.Dragged drag, long seq, ChannelLog log) {
    x[row] = drag.x();
    y[row] = drag.y();
    z[row] = drag.z();
    Columns one =
        Columns.of(
            new int[] {drag.typedId()},
            new float[][] {{drag.x()}, {drag.y()}, {drag.z()}},
            new float[][] {{0}, {0}, {0}});
    write(one, FIRST, 1, drag.timeMillis(), log);
    log.commit(seq, false);
  }

  private static float[] unknown(int length) {
    float[] column = new float[length];
    Arrays.fill(column, Float.NaN);
    return column;
  }

  private int findMoved(Motion.Stepped step) {
    float[] nx = step.x();
    float[] ny = step.y();
    float[] nz = step.z();
    float near = PositionEncoder.QUANTUM / 2;
    int count = 0;
    for (int row : rows) {
      // Not a number, for what was never sent, is not near anything.
      boolean stays =
          Math.abs(nx[row] - x[row]) <= near
              && Math.abs(ny[row] - y[row]) <= near
              && Math.abs(nz[row] - z[row]) <= near;
      if (!stays) {
        moved[count++] = row;
      }
    }
    return count;
  }

  private void send(
      Motion.Stepped step, int[] some, int count, long seq, ChannelLog log, boolean keyframe) {
    for (int i = 0; i < count; i++) {
      int row = some[i];
      x[row] = step.x()[row];
      y[row] = step.y()[row];
      z[row] = step.z()[row];
    }
    Columns columns = step.columns();
    write(columns, agentsFirst(columns, some, count), count, step.timeMillis(), log);
    log.commit(seq, keyframe);
  }

  private int[] agentsFirst(Columns columns, int[] some, int count) {
    int agents = 0;
    for (int i = 0; i < count; i++) {
      agents += isAgent(columns, some[i]) ? 1 : 0;
    }
    if (agents == 0) {
      return some;
    }
    ordered = ordered.length < count ? new int[count] : ordered;
    int nextAgent = 0;
    int nextOther = agents;
    for (int i = 0; i < count; i++) {
      ordered[isAgent(columns, some[i]) ? nextAgent++ : nextOther++] = some[i];
    }
    return ordered;
  }

  private static boolean isAgent(Columns columns, int row) {
    return (columns.typedId(row) & TypeBits.AGENT) != 0;
  }

  private void write(Columns columns, int[] some, int count, long timeMillis, ChannelLog log) {
    ByteBuf out = log.begin(frames.bytes(columns, some, count));
    int start = out.writerIndex();
    frames.write(out, columns, some, count, timeMillis, FLAGS);
    compressor.compress(out, start);
  }
}
