package io.starling.server.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The newest publications of a channel, bounded by count, age and bytes, so that a variant that
 * comes later can say what was published before it. While all channels together keep too much, one
 * that is published to keeps nothing. Under the channel's lock.
 *
 * @param <P> what the channel publishes
 */
final class History<P> {

  private final Retention retention;
  private final ToIntFunction<P> bytesOf;
  private final HistoryBudget budget;
  private final ArrayDeque<Entry<P>> entries = new ArrayDeque<>();
  private long bytes;

  /** One publication, its number, and when it came on the monotonic clock. */
  record Entry<P>(long seq, P publication, int bytes, long nanos) {}

  History(Retention retention, ToIntFunction<P> bytesOf, HistoryBudget budget) {
    this.retention = retention;
    this.bytesOf = bytesOf;
    this.budget = budget;
  }

  void add(long seq, P publication, long now) {
    int size = bytesOf.applyAsInt(publication);
    entries.add(new Entry<>(seq, publication, size, now));
    bytes += size;
    budget.took(size);
    dropOutdated(now);
  }

  /** What is retained now, the oldest first. */
  Iterable<Entry<P>> entries(long now) {
    dropOutdated(now);
    return entries;
  }

  /** At most {@code limit} of what is retained behind {@code seq}, the oldest first. */
  List<Entry<P>> after(long seq, int limit, long now) {
    List<Entry<P>> found = new ArrayList<>();
    for (Entry<P> entry : entries(now)) {
      if (entry.seq() > seq && found.size() < limit) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Number of the oldest publication that is retained, or {@code nextSeq} where none is. */
  long firstSeq(long nextSeq, long now) {
    dropOutdated(now);
    return entries.isEmpty() ? nextSeq : entries.element().seq();
  }

  private void dropOutdated(long now) {
    Duration age = retention.age();
    while (!entries.isEmpty()
        && (entries.size() > retention.publications()
            || bytes > retention.bytes()
            || budget.isSpent()
            || now - entries.element().nanos() > age.toNanos())) {
      int gone = entries.remove().bytes();
      bytes -= gone;
      budget.took(-gone);
    }
  }
}
