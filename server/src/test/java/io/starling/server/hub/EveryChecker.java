package io.starling.server.hub;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * One subscriber of an EVERY channel, and what it is owed: every publication whole and in order, or
 * one gap message that names exactly those that are lost, and that the log need not have kept.
 */
final class EveryChecker {

  /** What was published; the number of each is its place plus one. */
  interface Published {
    long count();

    long nanos(long seq);

    long now();
  }

  private final Published published;
  private final Retention retention;
  private final LongPredicate concerns;
  private long next;
  private int part;
  private int gaps;

  EveryChecker(Published published, Retention retention, LongPredicate concerns, long joinSeq) {
    this.published = published;
    this.retention = retention;
    this.concerns = concerns;
    this.next = joinSeq;
    require(joinSeq == published.count() + 1, "joins at ", joinSeq);
  }

  void publication(ByteBuffer data) {
    long seq = data.getLong();
    int number = data.getInt();
    int parts = data.getInt();
    require(seq == nextOwed() && number == part, "out of order: ", seq, number, nextOwed(), part);
    part = (part + 1) % parts;
    if (part == 0) {
      next = seq + 1;
    }
  }

  void gap(ByteBuffer data) {
    long from = data.getLong();
    long to = data.getLong();
    require(from >= next, "a gap begins in what had come: ", from, next);
    require(from <= nextOwed(), "a gap leaves out: ", from, nextOwed());
    require(nextOwed() < to && to <= published.count(), "a gap ends at: ", to);
    for (long seq = nextOwed(); seq < to; seq++) {
      require(!concerns.test(seq) || mayBeLost(seq), "lost, though the log owes it: ", seq);
    }
    next = to;
    part = 0;
    gaps++;
  }

  /** All that was published has come. */
  void atRest() {
    require(nextOwed() > published.count() && part == 0, "has not come: ", nextOwed());
  }

  int gaps() {
    return gaps;
  }

  private long nextOwed() {
    long seq = next;
    while (seq <= published.count() && !concerns.test(seq)) {
      seq++;
    }
    return seq;
  }

  private boolean mayBeLost(long seq) {
    long newer = 0;
    for (long other = seq + 1; other <= published.count(); other++) {
      newer += concerns.test(other) ? 1 : 0;
    }
    Duration age = Duration.ofNanos(published.now() - published.nanos(seq));
    return newer >= retention.publications() || age.compareTo(retention.age()) > 0;
  }

  private static void require(boolean holds, String finding, Object... parts) {
    if (!holds) {
      throw new AssertionError("EVERY: " + finding + Arrays.toString(parts));
    }
  }

  /** The publications that concern everybody, or only those with an even number. */
  static List<LongPredicate> selections() {
    return List.of(_ -> true, seq -> seq % 2 == 0);
  }
}
