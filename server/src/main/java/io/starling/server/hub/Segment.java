package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run of finished frames in one piece of pooled direct memory: written once by the log's single
 * writer, read by every event loop, never overwritten, freed when the log and the last reader let
 * go.
 *
 * <p>It counts its own references because the {@link ByteBuf} object itself is pooled: a reader
 * that comes late must be refused, not handed somebody else's memory.
 *
 * <p>Thread-safe, but for the index of its publications, which the log's lock guards.
 */
final class Segment {

  /**
   * Smallest and largest size in bytes; a log starts small and doubles, so a quiet channel costs
   * little.
   */
  static final int MIN_CAPACITY = 512;

  static final int MAX_CAPACITY = 256 * 1024;

  /** Position in the log of the first byte. */
  final long base;

  /** The publication here is not older than this. */
  final long firstSeq;

  /** How many publications the log had before. */
  final long firstOrdinal;

  final ByteBuf memory;

  private final AtomicInteger references = new AtomicInteger(1);

  // Guarded by the log's lock: where each publication ends, and its number.
  private int[] ends = new int[4];
  private long[] seqs = new long[4];
  private int publications;
  private long writtenNanos;

  /** When each publication was written; empty where nobody wants to know. */
  private long[] writtenAt = {};

  Segment(long base, long firstSeq, long firstOrdinal, ByteBuf memory) {
    this.base = base;
    this.firstSeq = firstSeq;
    this.firstOrdinal = firstOrdinal;
    this.memory = memory;
  }

  /** Notes a publication that ends at this offset. */
  void add(int end, long seq, long nanos) {
    if (publications == ends.length) {
      ends = Arrays.copyOf(ends, publications * 2);
      seqs = Arrays.copyOf(seqs, publications * 2);
    }
    ends[publications] = end;
    seqs[publications] = seq;
    publications++;
    writtenNanos = nanos;
  }

  /** The same, and remembers when, for {@link #writtenBefore}. All of a segment, or none. */
  void addTimed(int end, long seq, long nanos) {
    if (publications >= writtenAt.length) {
      writtenAt = Arrays.copyOf(writtenAt, Math.max(ends.length, publications * 2));
    }
    writtenAt[publications] = nanos;
    add(end, seq, nanos);
  }

  /** How many publications were written more than {@code age} before {@code now}, both in ns. */
  int writtenBefore(long now, long age) {
    int low = 0;
    int high = publications;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (now - writtenAt[middle] > age) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many publications end at or before this offset. */
  int endedAt(int offset) {
    int found = Arrays.binarySearch(ends, 0, publications, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Number of the publication behind the first {@code count}. */
  long seqBehind(int count) {
    if (count < publications) {
      return seqs[count];
    }
    return count == 0 ? firstSeq : seqs[count - 1] + 1;
  }

  /** How many publications here have a lower number. */
  int before(long seq) {
    int found = Arrays.binarySearch(seqs, 0, publications, seq);
    return found >= 0 ? found : -found - 1;
  }

  /** The offset behind the first {@code count} publications. */
  int startOf(int count) {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** When the newest publication was written. */
  long writtenNanos() {
    return writtenNanos;
  }

  /** Takes a reference, unless the last one is gone. */
  boolean tryRetain() {
    for (; ; ) {
      int now = references.get();
      if (now == 0) {
        return false;
      }
      if (references.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** Takes one more reference; for somebody who has one. */
  void retain() {
    if (!tryRetain()) {
      throw new IllegalStateException("retained after the last release");
    }
  }

  void release() {
    if (references.decrementAndGet() == 0) {
      memory.release();
    }
  }
}
