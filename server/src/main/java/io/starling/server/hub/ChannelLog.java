package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of one variant of a channel: finished frames in {@link Segment}s, addressed
 * by an absolute byte position.
 *
 * <p>One writer at a time ({@link #begin}, {@link #commit}; the channel's lock sees to it), any
 * number of readers through {@link LogView}. The log's own lock guards only the few words that say
 * where it begins and ends; it is never held while bytes are written or sent. Thread-safe in that
 * sense.
 */
public final class ChannelLog {

  private static final Segment[] NONE = {};

  /**
   * A segment that fills faster than this is followed by one of twice the size, else by one of
   * half.
   */
  private static final long GROW_WITHIN_NANOS = 1_000_000_000L;

  private final ByteBufAllocator allocator;
  private final Contract contract;
  private final Retention retention;
  private final LongSupplier nanoTime;

  // Guarded by this; written by the writer only.
  private Segment[] segments = NONE;
  private long head;
  private long headSeq;
  private long headOrdinal;
  private Keyframe keyframe = Keyframe.NONE;
  private boolean closed;

  // The writer's own.
  private int capacity = Segment.MIN_CAPACITY;
  private long rolledNanos;

  ChannelLog(
      ByteBufAllocator allocator,
      Contract contract,
      Retention retention,
      long firstSeq,
      LongSupplier nanoTime) {
    this.allocator = allocator;
    this.contract = contract;
    this.retention = retention;
    this.headSeq = firstSeq;
    this.nanoTime = nanoTime;
    this.rolledNanos = nanoTime.getAsLong() - GROW_WITHIN_NANOS;
  }

  /**
   * Opens a publication of at most {@code maxBytes} bytes, headers included, and returns the memory
   * to write its frames into, from the writer index on. What was begun and not committed is as if
   * it had never been.
   */
  public ByteBuf begin(int maxBytes) {
    Segment last = last();
    if (last != null) {
      last.memory.writerIndex((int) (head() - last.base));
    }
    if (last == null || last.memory.writableBytes() < maxBytes) {
      last = roll(maxBytes);
    }
    return last.memory;
  }

  /** Publishes the whole frames written since {@link #begin}, as the publication {@code seq}. */
  public void commit(long seq, boolean isKeyframe) {
    Segment last = last();
    if (last == null) {
      throw new IllegalStateException("commit without begin");
    }
    long now = nanoTime.getAsLong();
    Segment[] dropped;
    synchronized (this) {
      long start = head;
      int end = last.memory.writerIndex();
      assert Frames.boundary(last.memory, (int) (start - last.base), end, end) == end
          : "not whole frames";
      if (isKeyframe) {
        keyframe = new Keyframe(start, last.base + end, seq, headOrdinal);
      }
      head = last.base + end;
      headSeq = seq + 1;
      if (head > start) {
        headOrdinal++;
        add(last, end, seq, now);
      }
      dropped = dropOutdated(now);
    }
    releaseAll(dropped);
  }

  private void add(Segment last, int end, long seq, long now) {
    switch (contract) {
      case LATEST, EVERY -> last.add(end, seq, now);
      case TIMELY -> last.addTimed(end, seq, now);
    }
  }

  /** Copies one message into the log as one frame and publishes it. */
  public void append(int opcode, ByteBuf payload, long seq) {
    int length = payload.readableBytes();
    ByteBuf out = begin(Frames.bytes(length));
    Frames.writeHeader(out, opcode, length);
    out.writeBytes(payload, payload.readerIndex(), length);
    commit(seq, false);
  }

  /** Where the newest keyframe begins, or -1. */
  public synchronized long keyframe() {
    return keyframe.start();
  }

  synchronized long head() {
    return head;
  }

  /** Bytes of frames held now. */
  synchronized long retainedBytes() {
    return segments.length == 0 ? 0 : head - segments[0].base;
  }

  void read(LogView view) {
    long now = contract == Contract.TIMELY ? nanoTime.getAsLong() : 0;
    synchronized (this) {
      view.set(segments, head, headSeq, headOrdinal, keyframe);
      if (contract == Contract.TIMELY) {
        findFresh(view, now);
      }
    }
  }

  /** Says where what is not too old begins, or the head where all is. */
  private void findFresh(LogView view, long now) {
    long age = retention.age().toNanos();
    view.setFresh(head, headSeq, headOrdinal);
    for (int i = segments.length - 1; i >= 0; i--) {
      Segment segment = segments[i];
      int old = segment.writtenBefore(now, age);
      view.setFresh(
          segment.base + segment.startOf(old), segment.seqBehind(old), segment.firstOrdinal + old);
      if (old > 0) {
        return;
      }
    }
  }

  /** Puts a new subscriber where the next publication will be. */
  synchronized void placeAtHead(Subscription subscription, long nextSeq) {
    subscription.place(head, nextSeq, headOrdinal);
  }

  /**
   * Puts a subscriber at the publication with this number, or behind the newest if it is the next;
   * false, and nothing done, where the log does not reach back so far.
   */
  synchronized boolean placeAt(Subscription subscription, long seq) {
    if (seq >= headSeq) {
      subscription.place(head, seq, headOrdinal);
      return true;
    }
    for (int i = segments.length - 1; i >= 0; i--) {
      if (segments[i].firstSeq <= seq) {
        int before = segments[i].before(seq);
        subscription.place(
            segments[i].base + segments[i].startOf(before), seq, segments[i].firstOrdinal + before);
        return true;
      }
    }
    return false;
  }

  /** Puts a subscriber at an offset of a segment, in the midst of what the log holds. */
  synchronized void placeIn(Segment segment, int offset, Subscription subscription) {
    int ended = segment.endedAt(offset);
    subscription.place(
        segment.base + offset, segment.seqBehind(ended), segment.firstOrdinal + ended);
  }

  /** Lets go of everything; what is on its way into a socket stays until it is there. */
  void close() {
    Segment[] all;
    synchronized (this) {
      all = segments;
      segments = NONE;
      closed = true;
    }
    releaseAll(all);
  }

  private synchronized @Nullable Segment last() {
    return segments.length == 0 ? null : segments[segments.length - 1];
  }

  private Segment roll(int maxBytes) {
    long now = nanoTime.getAsLong();
    capacity =
        now - rolledNanos < GROW_WITHIN_NANOS
            ? Math.min(capacity * 2, Segment.MAX_CAPACITY)
            : Math.max(capacity / 2, Segment.MIN_CAPACITY);
    rolledNanos = now;
    int size = Math.max(capacity, maxBytes);
    ByteBuf memory = allocator.directBuffer(size, size);
    synchronized (this) {
      if (closed) {
        memory.release();
        throw new IllegalStateException("the log is closed");
      }
      Segment next = new Segment(head, headSeq, headOrdinal, memory);
      segments = Arrays.copyOf(segments, segments.length + 1);
      segments[segments.length - 1] = next;
      return next;
    }
  }

  /** Takes the segments out that nobody is owed any more; the last one always stays. */
  private Segment[] dropOutdated(long now) {
    int drop = 0;
    while (drop < segments.length - 1 && outdated(drop, now)) {
      drop++;
    }
    if (drop == 0) {
      return NONE;
    }
    Segment[] dropped = Arrays.copyOf(segments, drop);
    segments = Arrays.copyOfRange(segments, drop, segments.length);
    if (keyframe.start() < segments[0].base) {
      keyframe = Keyframe.NONE;
    }
    return dropped;
  }

  private boolean outdated(int index, long now) {
    Segment segment = segments[index];
    Segment next = segments[index + 1];
    return switch (contract) {
      case LATEST ->
          next.base <= keyframe.start()
              || head - Math.max(segment.base, keyframe.end()) > retention.bytes();
      case EVERY ->
          headOrdinal - next.firstOrdinal >= retention.publications()
              || head - segment.base > retention.bytes()
              || now - segment.writtenNanos() > retention.age().toNanos();
      case TIMELY ->
          head - segment.base > retention.bytes()
              || now - segment.writtenNanos() > retention.age().toNanos();
    };
  }

  private static void releaseAll(Segment[] dropped) {
    for (Segment segment : dropped) {
      segment.release();
    }
  }
}
