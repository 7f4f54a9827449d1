package io.starling.server.limits;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether there is room for one more connection. */
public sealed interface Admission {

  /** There is; it is taken until the slot is closed. */
  record Opened(Slot slot) implements Admission {}

  /** There is none. */
  record Refused(Bound bound) implements Admission {}

  /** Which room is full. */
  enum Bound {
    /** The process: HTTP 503. */
    ALL,
    /** The address: HTTP 429. */
    ADDRESS,
    /** The user: close 1008 {@code CONNECTION_LIMIT}. */
    USER;

    /** In metrics. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A place that is taken. Thread-safe. */
  final class Slot implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Runnable release;

    Slot(Runnable release) {
      this.release = release;
    }

    /** Frees it; once, however often it is called. */
    @Override
    public void close() {
      if (open.getAndSet(false)) {
        release.run();
      }
    }
  }
}
