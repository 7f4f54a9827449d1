package io.starling.server.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many there are of each name; a name of which there are none takes no memory. Thread-safe. */
final class Counts {

  private final int most;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  Counts(int most) {
    this.most = most;
  }

  /** Adds one, unless there are as many as may be. */
  boolean tryAdd(String name) {
    boolean[] added = new boolean[1];
    counts.compute(
        name,
        (_, count) -> {
          int before = count == null ? 0 : count;
          added[0] = before < most;
          return added[0] ? Integer.valueOf(before + 1) : count;
        });
    return added[0];
  }

  void remove(String name) {
    counts.computeIfPresent(name, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }

  int names() {
    return counts.size();
  }
}
