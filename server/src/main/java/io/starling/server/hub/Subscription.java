package io.starling.server.hub;

/**
 * One subscriber's cursor in one variant's log: where it is, and nothing else. Confined to the
 * subscriber's event loop.
 */
public final class Subscription {

  final Outbox outbox;
  final Readers readers;
  final Lane lane;

  /** Position of the next byte to send, and the sequence number of the publication there. */
  long position;

  long seq;

  /**
   * Not before the first keyframe at or behind {@link #position} (LATEST, after a join or a lag).
   */
  boolean awaitingKeyframe;

  /** Holds back, as while the initial load of the same connection is being prepared. */
  boolean paused;

  /** Place in {@link Readers}; -1 once it has left. */
  int index = -1;

  Subscription(Outbox outbox, Readers readers, Lane lane, long position, long seq) {
    this.outbox = outbox;
    this.readers = readers;
    this.lane = lane;
    this.position = position;
    this.seq = seq;
  }

  /** Begins to send. */
  public void resume() {
    paused = false;
    outbox.wake();
  }

  /** Leaves the channel; the variant goes with its last subscriber. Idempotent. */
  public void cancel() {
    if (index >= 0) {
      readers.remove(this);
      outbox.remove(this);
    }
  }

  /** Skips to the newest keyframe that follows; the variant is asked for one. */
  public void awaitKeyframe() {
    awaitingKeyframe = true;
    readers.variant().requestKeyframe();
  }

  /** Sequence number of the next publication that this subscriber gets. */
  public long seq() {
    return seq;
  }
}
