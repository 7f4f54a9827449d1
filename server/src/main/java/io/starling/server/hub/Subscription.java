package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's cursor in one variant's log: where it is, and nothing else. Confined to the
 * subscriber's event loop.
 */
public final class Subscription {

  /**
   * After a stall, a subscriber of state that is further behind than this, and than what a keyframe
   * takes, is given a fresh keyframe instead of its backlog.
   */
  static final int MAX_STATE_BACKLOG = 64 * 1024;

  private static final int GAP_BYTES = 128;

  private final Outbox outbox;
  private final Readers readers;
  private final Lane lane;

  /** Position of the next byte to send. */
  private long position;

  /** Sequence number of the publication there, and how many the log had before it. */
  private long seq;

  private long ordinal;

  /**
   * Nothing before the first keyframe at or behind {@link #position} (LATEST, after a join or a
   * lag).
   */
  private boolean awaitingKeyframe;

  /**
   * Holds back, as while the initial load of the same connection is being prepared. So it begins.
   */
  private boolean paused = true;

  /**
   * The segment of a keyframe that the socket has had a part of. It is kept and sent to its end,
   * else a slow client would be given the beginnings of ever newer keyframes and never a whole one.
   */
  private @Nullable Segment cut;

  private long cutEnd;

  /** Place in {@link Readers}; -1 once it has left. */
  int index = -1;

  Subscription(Outbox outbox, Readers readers, Lane lane) {
    this.outbox = outbox;
    this.readers = readers;
    this.lane = lane;
  }

  /** Begins to send. */
  public void resume() {
    paused = false;
    outbox.wake();
  }

  /** Leaves the channel; the variant goes with its last subscriber. Idempotent. */
  public void cancel() {
    if (index >= 0) {
      letGoOfCut();
      outbox.remove(this);
      readers.remove(this);
    }
  }

  /** Skips to the next keyframe, at or behind where it is; the variant is asked for one. */
  public void awaitKeyframe() {
    beginWithKeyframe();
    requestKeyframe();
  }

  /** Sequence number of the next publication that this subscriber gets. */
  public long seq() {
    return seq;
  }

  /** Bytes from the cursor to the head. */
  long lag() {
    return log().head() - position;
  }

  Lane lane() {
    return lane;
  }

  Outbox outbox() {
    return outbox;
  }

  void place(long newPosition, long newSeq, long newOrdinal) {
    position = newPosition;
    seq = newSeq;
    ordinal = newOrdinal;
  }

  void beginWithKeyframe() {
    letGoOfCut();
    awaitingKeyframe = true;
  }

  void requestKeyframe() {
    readers.variant().requestKeyframe(position);
  }

  /** Whether the loop will drain it anyway, because something was published. */
  boolean isDue() {
    return !paused && readers.isDirty();
  }

  boolean isBehind(LogView view) {
    return !paused && (position != view.head || cut != null);
  }

  /**
   * Looks at the log and sends what there is; false once the socket takes no more.
   *
   * @param stalled whether the socket was full until now
   */
  boolean drain(LogView view, boolean stalled) {
    if (paused) {
      return true;
    }
    view.open(log());
    if (stalled) {
      skipBacklog(view);
    }
    return advance(view);
  }

  /** Sends what the view of its log holds from here on; false once the socket takes no more. */
  boolean advance(LogView view) {
    while (index >= 0 && outbox.takesMore() && (cut != null || findPlace(view))) {
      Segment segment = cut == null ? view.at(position) : cut;
      if (segment == null) {
        view.open(log());
      } else {
        write(segment, view);
      }
    }
    return outbox.takesMore();
  }

  private void write(Segment segment, LogView view) {
    long end = cut == null ? view.end() : cutEnd;
    int from = (int) (position - segment.base);
    int taken = outbox.write(segment.memory, from, (int) (end - segment.base));
    if (index < 0 || awaitingKeyframe) {
      return; // the write found the connection broken, or somebody has asked for a keyframe since
    }
    long before = ordinal;
    if (segment.base + taken == view.head) {
      place(view.head, view.headSeq, view.headOrdinal);
    } else {
      log().placeIn(segment, taken, this);
    }
    outbox.delivered(ordinal - before);
    if (cut == null && view.keyframe.isCutAt(position)) {
      segment.retain();
      cut = segment;
      cutEnd = view.keyframe.end();
    } else if (position == cutEnd) {
      letGoOfCut();
    }
  }

  /**
   * Puts the cursor where the contract wants it; false when there is nothing to send from there.
   */
  private boolean findPlace(LogView view) {
    return switch (readers.variant().channel().contract()) {
      case LATEST -> skipToKeyframe(view);
      case EVERY -> position >= view.tail() ? position < view.head : stepOverGap(view);
      case TIMELY -> skipLate(view);
    };
  }

  private boolean skipLate(LogView view) {
    if (position < view.fresh) {
      outbox.late(view.freshOrdinal - ordinal);
      place(view.fresh, view.freshSeq, view.freshOrdinal);
    }
    return position < view.head;
  }

  private boolean skipToKeyframe(LogView view) {
    Keyframe newest = view.keyframe;
    if (newest.start() >= position && (awaitingKeyframe || newest.start() > position)) {
      if (!awaitingKeyframe) {
        outbox.conflated();
      }
      awaitingKeyframe = false;
      place(newest.start(), newest.seq(), newest.ordinal());
    } else if (position < view.tail() && !awaitingKeyframe) {
      skipToNextKeyframe(view);
    }
    return !awaitingKeyframe && position < view.head;
  }

  /** The message leaves before the cursor moves, so that it says all that is lost by then. */
  private boolean stepOverGap(LogView view) {
    ByteBuf gap = outbox.allocator().directBuffer(GAP_BYTES);
    try {
      readers.variant().encodeGap(seq, view.tailSeq(), gap);
      if (outbox.write(gap, gap.readerIndex(), gap.writerIndex()) == gap.writerIndex()) {
        outbox.metrics().gaps.increment();
        outbox.delivered(1);
        place(view.tail(), view.tailSeq(), view.tailOrdinal());
        return outbox.takesMore() && position < view.head;
      }
      return false;
    } finally {
      gap.release();
    }
  }

  private void skipBacklog(LogView view) {
    if (readers.variant().channel().contract() == Contract.LATEST
        && cut == null
        && !awaitingKeyframe
        && view.keyframe.start() <= position
        && view.head - Math.max(position, view.keyframe.end())
            > Math.max(MAX_STATE_BACKLOG, view.keyframe.bytes())) {
      skipToNextKeyframe(view);
    }
  }

  private void skipToNextKeyframe(LogView view) {
    outbox.conflated();
    place(view.head, view.headSeq, view.headOrdinal);
    awaitKeyframe();
  }

  private ChannelLog log() {
    return readers.variant().log();
  }

  private void letGoOfCut() {
    if (cut != null) {
      cut.release();
      cut = null;
    }
  }
}
