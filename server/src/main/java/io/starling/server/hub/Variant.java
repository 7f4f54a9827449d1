package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One encoding of a channel, shared by all subscribers who want the same: its encoder, its log and
 * its readers on each event loop.
 *
 * @param <P> what the channel publishes
 */
public final class Variant<P> {

  private static final Readers[] NONE = {};

  private final Channel<P> channel;
  private final Object key;
  private final Encoder<P> encoder;
  private final ChannelLog log;

  /** A keyframe is wanted while the newest begins before this position. */
  private final AtomicLong keyframeWantedFrom = new AtomicLong(-1);

  private volatile Readers[] readers = NONE;

  Variant(Channel<P> channel, Object key, Encoder<P> encoder, ChannelLog log) {
    this.channel = channel;
    this.key = key;
    this.encoder = encoder;
    this.log = log;
  }

  Object key() {
    return key;
  }

  Encoder<P> encoder() {
    return encoder;
  }

  ChannelLog log() {
    return log;
  }

  Channel<P> channel() {
    return channel;
  }

  /**
   * Asks the encoder for a keyframe that begins at or behind this position, and the publisher for a
   * publication. No request can be lost: only such a keyframe in the log takes it away.
   */
  void requestKeyframe(long position) {
    keyframeWantedFrom.accumulateAndGet(position, Math::max);
    channel.keyframeWanted();
  }

  boolean wantsKeyframe() {
    return keyframeWantedFrom.get() > log.keyframe();
  }

  void encodeGap(long fromSeq, long toSeq, ByteBuf out) {
    channel.gaps().encode(key, fromSeq, toSeq, out);
  }

  void publish(P publication, long seq) {
    long before = log.head();
    encoder.encode(publication, seq, log);
    if (log.head() != before) {
      channel.metrics().encodings.increment();
      for (Readers group : readers) {
        group.wake();
      }
    }
  }

  /** The readers on one loop, made at need. Under the channel's lock, on that loop. */
  Readers readersOn(Drain drain) {
    for (Readers group : readers) {
      if (group.loop() == drain) {
        return group;
      }
    }
    Readers group = new Readers(this, drain);
    Readers[] more = Arrays.copyOf(readers, readers.length + 1);
    more[more.length - 1] = group;
    readers = more;
    return group;
  }

  /** A subscriber left one loop's readers. */
  void left(Readers group, boolean empty) {
    channel.left(this, group, empty);
  }

  /** Forgets the readers of one loop; true if they were the last. Under the channel's lock. */
  boolean drop(Readers group) {
    if (!group.isEmpty()) {
      return false;
    }
    readers = Arrays.stream(readers).filter(other -> other != group).toArray(Readers[]::new);
    return readers.length == 0;
  }
}
