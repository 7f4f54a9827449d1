package io.starling.server.testing;

import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, or one that stands still, moved by the test. Thread-safe. */
public final class MovedClock implements SessionClock {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong wallMillis = new AtomicLong();
  private final boolean stands;
  private final long nanosAtFirst = SYSTEM.nanoTime();
  private final long millisAtFirst = SYSTEM.millis();

  /** One that goes on by itself. */
  public MovedClock() {
    this(false);
  }

  private MovedClock(boolean stands) {
    this.stands = stands;
  }

  /** One on which time passes only when the test says so, however slow the machine is. */
  public static MovedClock standing() {
    return new MovedClock(true);
  }

  @Override
  public long nanoTime() {
    return (stands ? nanosAtFirst : SYSTEM.nanoTime()) + nanos.get();
  }

  @Override
  public long millis() {
    return (stands ? millisAtFirst : SYSTEM.millis()) + wallMillis.get();
  }

  /** Unix time in seconds, some seconds from now. */
  public long epochSecond(long fromNow) {
    return Math.floorDiv(millis(), 1_000) + fromNow;
  }

  /** Time passes. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    wallMillis.addAndGet(time.toMillis());
  }

  /** Somebody sets the wall clock; no time passes. */
  public void setWall(Duration by) {
    wallMillis.addAndGet(by.toMillis());
  }
}
