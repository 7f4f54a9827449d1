package io.starling.server.channel;

import io.starling.protocol.message.TypeBits;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.VariantContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * One stream of positions: says when, at the rate of its tier, what has moved is sent, and when
 * everything, which nodes these are, and leaves the bytes to a {@link PositionWriter}. Keyframes
 * hold the whole filtered set. Under the channel's lock.
 */
final class PositionEncoder implements Encoder<Motion> {

  /** 1/256 of the natural length of an edge: half of it is what nobody can see. */
  static final float QUANTUM = 22f / 256;

  private static final long KEYFRAME_INTERVAL = Duration.ofSeconds(5).toNanos();

  /** So often at most on demand, while ticks come anyway. */
  private static final long KEYFRAME_PAUSE = Duration.ofMillis(100).toNanos();

  private final PositionVariant variant;
  private final VariantContext context;
  private final VisibleSets visible;
  private final LongSupplier nanoTime;
  private final PositionWriter writer;

  private long structure = -1;
  private int[] ids = {};
  private int[] selected = {};
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
    this.writer = variant.writer();
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
      writer.keyframe(step, seq, log);
      keyframeNanos = now;
      sentNanos = now;
      deltaRows = 0;
      begun = true;
    } else if (step.resting() || now - sentNanos >= variant.tier().intervalNanos()) {
      int count = writer.moved(step, seq, log);
      if (count > 0) {
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

  private void restructure(Motion.Stepped step) {
    structure = step.structure();
    ids = step.ids();
    selected = select(ids, visible.of(variant.filter()).ids());
    if (writer.restructure(ids, selected)) {
      begun = false;
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

  private void drag(Motion.Dragged drag, long seq, ChannelLog log) {
    int row = Arrays.binarySearch(ids, TypeBits.id(drag.typedId()));
    if (row >= 0
        && begun
        && variant.tier().isRelayed()
        && Arrays.binarySearch(selected, row) >= 0) {
      writer.dragged(row, drag, seq, log);
      deltaRows++;
    }
  }
}
