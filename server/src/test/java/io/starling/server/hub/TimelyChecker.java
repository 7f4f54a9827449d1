package io.starling.server.hub;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One subscriber of a TIMELY channel: what its socket is handed is fresh then and in order, and
 * what is skipped was not fresh any more. It comes as it was handed over.
 */
final class TimelyChecker {

  /** What was published; the number of each is its place plus one. */
  interface Spoken {
    long spoken();

    /** Nanoseconds since the publication with this number. */
    long ageOf(long seq);
  }

  private final Spoken spoken;
  private final Deque<Long> onItsWay = new ArrayDeque<>();
  private long next;

  TimelyChecker(Spoken spoken, long joinSeq) {
    this.spoken = spoken;
    this.next = joinSeq;
    require(joinSeq == spoken.spoken() + 1, "joins at " + joinSeq);
  }

  void handedOver(long seq) {
    require(seq >= next, "out of order: " + seq + " instead of " + next);
    require(isFresh(seq), "too old: " + seq);
    requireSkipped(seq);
    next = seq + 1;
    onItsWay.add(seq);
  }

  void come(long seq) {
    Long expected = onItsWay.poll();
    require(expected != null && expected == seq, "came " + seq + " instead of " + expected);
  }

  /** All that was fresh has come. */
  void atRest() {
    requireSkipped(spoken.spoken() + 1);
    require(onItsWay.isEmpty(), "has not come: " + onItsWay);
  }

  private void requireSkipped(long end) {
    for (long seq = next; seq < end; seq++) {
      require(!isFresh(seq), "skipped, though it was fresh: " + seq);
    }
  }

  private boolean isFresh(long seq) {
    return spoken.ageOf(seq) <= ModelPublisher.FRESH.toNanos();
  }

  private static void require(boolean holds, String finding) {
    if (!holds) {
      throw new AssertionError("TIMELY: " + finding);
    }
  }
}
