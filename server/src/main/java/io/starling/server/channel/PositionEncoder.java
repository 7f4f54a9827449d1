package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.RecordFlags;
import io.starling.protocol.message.TypeBits;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.VariantContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * One stream of positions: remembers what its subscribers were last sent, and sends, at the rate of
 * its tier, what has moved beyond half a quantum since. Keyframes hold the whole filtered set.
 * Under the channel's lock.
 */
final class PositionEncoder implements Encoder<Motion> {

  /** Half of 1/256 of the natural length of an edge: what nobody can see. */
  static final float HALF_QUANTUM = 22f / 256 / 2;

  private static final long KEYFRAME_INTERVAL = Duration.ofSeconds(5).toNanos();

  /** So often at most on demand, while ticks come anyway. */
  private static final long KEYFRAME_PAUSE = Duration.ofMillis(100).toNanos();

  private static final int FLAGS = RecordFlags.ACTIVE | RecordFlags.POSITION_CHANGED;

  private final PositionVariant variant;
  private final VariantContext context;
  private final VisibleSets visible;
  private final LongSupplier nanoTime;
  private final UpdateWriter writer;

  private long structure = -1;
  private int[] ids = {};
  private int[] selected = {};
  private int[] moved = {};
  private float[] x = {};
  private float[] y = {};
  private float[] z = {};
  private long sentNanos;
  private long keyframeNanos;
  private boolean begun;
  private long deltaRows;

  PositionEncoder(
      PositionVariant variant, VariantContext context, VisibleSets visible, LongSupplier nanoTime) {
    this.variant = variant;
    this.context = context;
    this.visible = visible;
    this.nanoTime = nanoTime;
    this.writer = new UpdateWriter(variant.format(), variant.version());
    this.sentNanos = nanoTime.getAsLong() - KEYFRAME_INTERVAL;
    this.keyframeNanos = sentNanos;
  }

  @Override
  public void encode(Motion motion, long seq, ChannelLog log) {
    switch (motion) {
      case Motion.Stepped step -> step(step, seq, log);
      case Motion.Dragged drag -> drag(drag, seq, log);
    }
  }

  private void step(Motion.Stepped step, long seq, ChannelLog log) {
    long now = nanoTime.getAsLong();
    if (step.structure() != structure) {
      restructure(step);
    }
    if (wantsKeyframe(step, now)) {
      remember(step, selected, selected.length);
      send(log, seq, step, selected, selected.length, true);
      keyframeNanos = now;
      sentNanos = now;
      deltaRows = 0;
      begun = true;
    } else if (step.resting() || now - sentNanos >= variant.tier().intervalNanos()) {
      int count = findMoved(step);
      if (count > 0) {
        remember(step, moved, count);
        send(log, seq, step, moved, count, false);
        sentNanos = now;
        deltaRows += count;
      }
    }
  }

  private boolean wantsKeyframe(Motion.Stepped step, long now) {
    if (!begun) {
      return true;
    }
    long age = now - keyframeNanos;
    return ((age >= KEYFRAME_PAUSE || step.resting()) && context.takeKeyframeRequest())
        || (age >= KEYFRAME_INTERVAL && deltaRows > 0)
        || deltaRows > 2L * selected.length + 4_096;
  }

  /**
   * Nodes came, went or are seen anew: what is known of the others is kept, so only these travel.
   */
  private void restructure(Motion.Stepped step) {
    int[] oldIds = ids;
    int[] oldSelected = selected;
    float[][] old = {x, y, z};
    structure = step.structure();
    ids = step.ids();
    selected = select(ids, visible.of(variant.filter()).ids());
    moved = new int[selected.length];
    x = unknown(ids.length);
    y = unknown(ids.length);
    z = unknown(ids.length);
    for (int oldRow : oldSelected) {
      int row = Arrays.binarySearch(ids, oldIds[oldRow]);
      if (row >= 0 && Arrays.binarySearch(selected, row) >= 0) {
        x[row] = old[0][oldRow];
        y[row] = old[1][oldRow];
        z[row] = old[2][oldRow];
      }
    }
  }

  private static int[] select(int[] ids, BitSet set) {
    int[] rows = new int[ids.length];
    int count = 0;
    for (int row = 0; row < ids.length; row++) {
      if (set.get(ids[row])) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
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
    int count = 0;
    for (int row : selected) {
      // Not a number, for what was never sent, is not near anything.
      boolean near =
          Math.abs(nx[row] - x[row]) <= HALF_QUANTUM
              && Math.abs(ny[row] - y[row]) <= HALF_QUANTUM
              && Math.abs(nz[row] - z[row]) <= HALF_QUANTUM;
      if (!near) {
        moved[count++] = row;
      }
    }
    return count;
  }

  private void remember(Motion.Stepped step, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      x[row] = step.x()[row];
      y[row] = step.y()[row];
      z[row] = step.z()[row];
    }
  }

  private void send(
      ChannelLog log, long seq, Motion.Stepped step, int[] rows, int count, boolean keyframe) {
    Columns columns = step.columns();
    ByteBuf out = log.begin(writer.bytes(columns, rows, count));
    writer.write(out, columns, rows, count, step.timeMillis(), FLAGS);
    log.commit(seq, keyframe);
  }

  private void drag(Motion.Dragged drag, long seq, ChannelLog log) {
    int row = Arrays.binarySearch(ids, TypeBits.id(drag.typedId()));
    if (row < 0
        || !begun
        || !variant.tier().isRelayed()
        || Arrays.binarySearch(selected, row) < 0) {
      return;
    }
    x[row] = drag.x();
    y[row] = drag.y();
    z[row] = drag.z();
    Columns one =
        Columns.of(
            new int[] {drag.typedId()},
            new float[][] {{drag.x()}, {drag.y()}, {drag.z()}},
            new float[][] {{0}, {0}, {0}});
    int[] first = {0};
    ByteBuf out = log.begin(writer.bytes(one, first, 1));
    writer.write(out, one, first, 1, drag.timeMillis(), FLAGS);
    log.commit(seq, false);
    deltaRows++;
  }
}
