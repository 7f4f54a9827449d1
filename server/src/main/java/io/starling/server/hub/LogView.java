package io.starling.server.hub;

import org.jspecify.annotations.Nullable;

/**
 * What a log held when it was last looked at, and the one segment that is being read. Reused from
 * drain to drain, so that draining allocates nothing. Confined to one event loop.
 */
final class LogView {

  private Segment[] segments = {};
  private @Nullable Segment current;
  private int currentIndex;

  /** Position behind the newest byte, number behind the newest publication, and how many it had. */
  long head;

  long headSeq;
  long headOrdinal;

  Keyframe keyframe = Keyframe.NONE;

  /** Where what is not too old begins, on a {@link Contract#TIMELY} channel. */
  long fresh;

  long freshSeq;
  long freshOrdinal;

  /** Looks at the log anew. */
  void open(ChannelLog log) {
    close();
    log.read(this);
  }

  void set(Segment[] held, long end, long endSeq, long endOrdinal, Keyframe newest) {
    segments = held;
    head = end;
    headSeq = endSeq;
    headOrdinal = endOrdinal;
    keyframe = newest;
  }

  void setFresh(long position, long seq, long ordinal) {
    fresh = position;
    freshSeq = seq;
    freshOrdinal = ordinal;
  }

  int segmentCount() {
    return segments.length;
  }

  /** Position of the oldest byte that the log still holds. */
  long tail() {
    return segments.length == 0 ? head : segments[0].base;
  }

  long tailSeq() {
    return segments.length == 0 ? headSeq : segments[0].firstSeq;
  }

  long tailOrdinal() {
    return segments.length == 0 ? headOrdinal : segments[0].firstOrdinal;
  }

  /**
   * The segment that holds {@code position}, which lies in [tail, head). It stays until the next
   * call or {@link #close}. Null if it was dropped since {@link #open}: look anew.
   */
  @Nullable Segment at(long position) {
    Segment held = current;
    if (held != null && position >= held.base && position < endOf(currentIndex)) {
      return held;
    }
    close();
    int index = find(position);
    Segment found = segments[index];
    if (!found.tryRetain()) {
      return null;
    }
    current = found;
    currentIndex = index;
    return found;
  }

  /** Position behind the last byte of the segment that {@link #at} returned last. */
  long end() {
    return endOf(currentIndex);
  }

  void close() {
    if (current != null) {
      current.release();
      current = null;
    }
  }

  private long endOf(int index) {
    return index + 1 < segments.length ? segments[index + 1].base : head;
  }

  private int find(long position) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].base <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
