package io.starling.server.session;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * What is to happen at some time unless it is called off: looked at once a second, by the session's
 * clock. One for an event loop, so that no connection has a timer of its own and nothing is kept of
 * those that are gone. Confined to the loop.
 */
public final class Deadlines {

  private final SessionClock clock;
  private final Line monotonic;
  private final Line wall;
  private long last;

  Deadlines(SessionClock clock) {
    this.clock = clock;
    this.monotonic = new Line(clock::nanoTime);
    this.wall = new Line(clock::millis);
  }

  /** Something to come. */
  public interface Deadline {

    /** It is not to happen; nothing where it has. */
    void cancel();
  }

  /** Runs the task once so many nanoseconds have passed, whatever the wall clock does. */
  public Deadline in(long nanos, Runnable task) {
    return monotonic.add(clock.nanoTime() + nanos, task);
  }

  /** Runs the task once the wall clock shows this time, in Unix ms. */
  public Deadline at(long millis, Runnable task) {
    return wall.add(millis, task);
  }

  /** How many there are to come. */
  int size() {
    return monotonic.entries.size() + wall.entries.size();
  }

  /** Runs what is due. */
  void run() {
    monotonic.run();
    wall.run();
  }

  /** The number tells those apart that are due at once. */
  private record Entry(long due, long number, Runnable task) {}

  /** Those of one clock, the first to come first; a monotonic clock may overflow. */
  private final class Line {
    private final LongSupplier now;
    private final TreeSet<Entry> entries =
        new TreeSet<>(
            ((Comparator<Entry>) (one, other) -> Long.signum(one.due() - other.due()))
                .thenComparingLong(Entry::number));

    Line(LongSupplier now) {
      this.now = now;
    }

    Deadline add(long due, Runnable task) {
      var entry = new Entry(due, ++last, task);
      entries.add(entry);
      return () -> entries.remove(entry);
    }

    void run() {
      while (!entries.isEmpty() && entries.first().due() - now.getAsLong() <= 0) {
        entries.removeFirst().task().run();
      }
    }
  }
}
