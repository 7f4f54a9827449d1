package io.starling.graph.simulation;

import java.util.ArrayList;
import java.util.List;

/** Keeps what ticks said. Confined to the stepping thread. */
final class RecordedTicks implements TickListener {
  /** What is copied of a tick. */
  record Copy(long version, long timeMillis, List<Integer> ids, List<Float> x, boolean resting) {}

  private final List<Copy> ticks = new ArrayList<>();

  @Override
  public void tick(Tick tick) {
    List<Integer> ids = new ArrayList<>();
    List<Float> x = new ArrayList<>();
    for (int i = 0; i < tick.count(); i++) {
      ids.add(tick.ids()[i]);
      x.add(tick.x()[i]);
    }
    ticks.add(new Copy(tick.version(), tick.timeMillis(), ids, x, tick.resting()));
  }

  List<Copy> all() {
    return ticks;
  }

  Copy last() {
    return ticks.getLast();
  }
}
