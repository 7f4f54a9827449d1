package io.starling.server.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** An event loop driven by hand. */
final class ManualLoop implements Loop {

  private record Timer(Runnable task, long due) {}

  private final LongSupplier clock;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();

  ManualLoop(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    timers.add(new Timer(task, clock.getAsLong() + delay.toNanos()));
  }

  /** Tasks that wait to be run, timers not counted. */
  int waiting() {
    return tasks.size();
  }

  int timers() {
    return timers.size();
  }

  boolean runOne() {
    for (int i = 0; i < timers.size(); i++) {
      if (timers.get(i).due() - clock.getAsLong() <= 0) {
        timers.remove(i).task().run();
        return true;
      }
    }
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Runs until nothing is due; returns how many tasks that were. */
  int runAll() {
    int ran = 0;
    while (runOne()) {
      if (++ran > 1_000_000) {
        throw new AssertionError("the loop never comes to rest");
      }
    }
    return ran;
  }
}
