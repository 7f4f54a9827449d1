package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.starling.server.metrics.HubMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named stream. A publication gets the next sequence number, is encoded once per variant that has
 * a subscriber, and wakes each event loop that has one. Thread-safe: publishing from several
 * threads is put in one order by the channel's lock.
 *
 * @param <P> what is published
 */
public final class Channel<P> {

  private final String name;
  private final ChannelOptions options;
  private final HubMetrics metrics;
  private final Hub hub;
  private final long epoch = ThreadLocalRandom.current().nextLong(1, 1L << 52);
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Map<Object, Variant<P>> variants = new HashMap<>();
  private long nextSeq = 1;
  private int subscribers;

  private volatile @Nullable Runnable keyframeSource;

  Channel(String name, ChannelOptions options, Hub hub) {
    this.name = name;
    this.options = options;
    this.hub = hub;
    this.metrics = hub.metrics();
  }

  public String name() {
    return name;
  }

  public Contract contract() {
    return options.contract();
  }

  /** Which life of this channel it is: sequence numbers of different epochs can't be compared. */
  public long epoch() {
    return epoch;
  }

  /** Who is to be told, on any thread, that a variant waits for a keyframe. */
  public void onKeyframeWanted(Runnable source) {
    keyframeSource = source;
  }

  /**
   * Publishes to all subscribers there are. Does not block on any of them. If an encoder fails, the
   * other variants get the publication all the same, and then the failure is thrown.
   *
   * @return its sequence number
   */
  public long publish(P publication) {
    lock.lock();
    try {
      long seq = nextSeq++;
      metrics.publications.increment();
      publishToAll(publication, seq);
      return seq;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a subscriber, paused: it gets what is published from now on once it is {@linkplain
   * Subscription#resume() resumed}; on a {@link Contract#LATEST} channel it begins with a keyframe.
   * If the outbox is closed or finished, the subscription is over at once. On the outbox's event
   * loop.
   *
   * @param key what the variant is told from others by; it has equals and hashCode
   * @param encoders makes the variant's encoder, if this subscriber is its first
   */
  public Subscription subscribe(
      Outbox outbox, Object key, Lane lane, Function<VariantContext, Encoder<P>> encoders) {
    Subscription subscription = join(outbox, key, lane, encoders);
    if (outbox.isEnded()) {
      subscription.cancel();
    } else if (options.contract() == Contract.LATEST) {
      subscription.requestKeyframe();
    }
    return subscription;
  }

  /** Runs something at a moment when nothing is being published. */
  public <T> T quiesced(Function<Channel<P>, T> action) {
    lock.lock();
    try {
      return action.apply(this);
    } finally {
      lock.unlock();
    }
  }

  public int subscribers() {
    lock.lock();
    try {
      return subscribers;
    } finally {
      lock.unlock();
    }
  }

  /** How many variants have a subscriber. */
  public int variants() {
    lock.lock();
    try {
      return variants.size();
    } finally {
      lock.unlock();
    }
  }

  void encodeGap(long fromSeq, long toSeq, ByteBuf out) {
    options.gaps().encode(name, fromSeq, toSeq, out);
  }

  HubMetrics metrics() {
    return metrics;
  }

  void keyframeWanted() {
    Runnable source = keyframeSource;
    if (source != null) {
      source.run();
    }
  }

  void left(Variant<P> variant, Readers group, boolean empty) {
    lock.lock();
    try {
      subscribers--;
      metrics.subscribers.decrement();
      if (empty && variant.drop(group)) {
        variants.remove(variant.key());
        variant.log().close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void publishToAll(P publication, long seq) {
    RuntimeException failure = null;
    for (Variant<P> variant : variants.values()) {
      try {
        variant.publish(publication, seq);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Subscription join(
      Outbox outbox, Object key, Lane lane, Function<VariantContext, Encoder<P>> encoders) {
    lock.lock();
    try {
      Variant<P> variant = variants.get(key);
      if (variant == null) {
        variant = newVariant(key, encoders);
      }
      Readers readers = variant.readersOn(outbox.loop());
      var subscription = new Subscription(outbox, readers, lane);
      variant.log().placeAtHead(subscription, nextSeq);
      if (options.contract() == Contract.LATEST) {
        subscription.beginWithKeyframe();
      }
      readers.add(subscription);
      outbox.add(subscription);
      subscribers++;
      metrics.subscribers.increment();
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  private Variant<P> newVariant(Object key, Function<VariantContext, Encoder<P>> encoders) {
    var context = new VariantContext();
    var log =
        new ChannelLog(
            hub.allocator(), options.contract(), options.retention(), nextSeq, hub.nanoTime());
    var variant = new Variant<>(this, key, encoders.apply(context), log);
    context.bind(variant);
    variants.put(key, variant);
    return variant;
  }
}
