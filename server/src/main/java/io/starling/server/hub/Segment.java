package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run of finished frames in one piece of pooled direct memory: written once by the log's single
 * writer, read by every event loop, never overwritten, freed when the log and the last reader let
 * go.
 *
 * <p>It counts its own references because the {@link ByteBuf} object itself is pooled: a reader
 * that comes late must be refused, not handed somebody else's memory.
 *
 * <p>Thread-safe.
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

  /** Sequence number of the first publication. */
  final long firstSeq;

  final ByteBuf memory;

  /** When the newest publication was written; by the log's writer only. */
  long writtenNanos;

  private final AtomicInteger references = new AtomicInteger(1);

  Segment(long base, long firstSeq, ByteBuf memory) {
    this.base = base;
    this.firstSeq = firstSeq;
    this.memory = memory;
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

  void release() {
    if (references.decrementAndGet() == 0) {
      memory.release();
    }
  }
}
