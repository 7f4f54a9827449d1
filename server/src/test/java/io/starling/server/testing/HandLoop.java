package io.starling.server.testing;

import io.starling.server.hub.Loop;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An event loop and its clock, driven by hand; the clock begins just before its overflow, as a real
 * one may.
 */
public final class HandLoop implements Loop, SessionClock {

  private record Timer(long due, Runnable task) {}

  private final List<Timer> timers = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    timers.add(new Timer(now + delay.toNanos(), task));
  }

  /** Runs what waits, and what that leads to. */
  public void run() {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
  }

  /** Lets time pass, with all that is due in it. */
  public void pass(Duration time) {
    run();
    long end = now + time.toNanos();
    while (timers.stream().anyMatch(timer -> timer.due() - end <= 0)) {
      Timer next = timers.stream().min((a, b) -> Long.signum(a.due() - b.due())).orElseThrow();
      timers.remove(next);
      now = next.due();
      next.task().run();
      run();
    }
    now = end;
  }

  /** How many timers there are. */
  public int timers() {
    return timers.size();
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public long millis() {
    return 1_000;
  }
}
