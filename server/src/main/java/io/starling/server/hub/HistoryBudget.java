package io.starling.server.hub;

import java.util.concurrent.atomic.AtomicLong;

/** What the histories of all channels may take together. Thread-safe. */
final class HistoryBudget {

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  HistoryBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void took(int more) {
    bytes.addAndGet(more);
  }

  boolean isSpent() {
    return bytes.get() > maxBytes;
  }
}
