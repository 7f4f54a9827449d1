package io.starling.server.hub;

import io.starling.protocol.message.StreamPosition;
import io.starling.server.metrics.HubMetrics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
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
  private final @Nullable History<P> history;
  private long nextSeq = 1;
  private int subscribers;

  private volatile @Nullable Runnable keyframeSource;

  Channel(String name, ChannelOptions options, Hub hub, @Nullable History<P> history) {
    this.history = history;
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
      if (history != null) {
        history.add(seq, publication, now());
      }
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
    Subscription subscription = join(outbox, key, lane, encoders, null).subscription();
    if (outbox.isEnded()) {
      subscription.cancel();
    } else if (options.contract() == Contract.LATEST) {
      subscription.requestKeyframe();
    }
    return subscription;
  }

  /**
   * Adds a subscriber as {@link #subscribe} does, and says where it begins: behind the place that
   * it names, where the history reaches back so far, else behind the newest publication.
   */
  public Joined recover(
      Outbox outbox,
      Object key,
      Lane lane,
      Function<VariantContext, Encoder<P>> encoders,
      @Nullable StreamPosition since) {
    Joined joined = join(outbox, key, lane, encoders, since);
    if (outbox.isEnded()) {
      joined.subscription().cancel();
    }
    return joined;
  }

  /** The place behind the newest publication. */
  public StreamPosition position() {
    lock.lock();
    try {
      return new StreamPosition(epoch, nextSeq - 1);
    } finally {
      lock.unlock();
    }
  }

  /** At most {@code limit} retained publications behind {@code seq}, oldest first, by number. */
  public SequencedMap<Long, P> history(long seq, int limit) {
    SequencedMap<Long, P> found = new LinkedHashMap<>();
    lock.lock();
    try {
      if (history != null) {
        history
            .after(seq, limit, now())
            .forEach(entry -> found.put(entry.seq(), entry.publication()));
      }
    } finally {
      lock.unlock();
    }
    return found;
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

  /** Whether nobody is subscribed and nothing is retained. */
  public boolean isIdle() {
    lock.lock();
    try {
      return subscribers == 0 && (history == null || history.firstSeq(nextSeq, now()) == nextSeq);
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

  GapEncoder gaps() {
    return options.gaps();
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

  private Joined join(
      Outbox outbox,
      Object key,
      Lane lane,
      Function<VariantContext, Encoder<P>> encoders,
      @Nullable StreamPosition since) {
    lock.lock();
    try {
      Variant<P> variant = variants.get(key);
      if (variant == null) {
        variant = newVariant(key, encoders);
      }
      Readers readers = variant.readersOn(outbox.loop());
      var subscription = new Subscription(outbox, readers, lane);
      variant.log().placeAtHead(subscription, nextSeq);
      Joined.Recovery recovery = place(variant, subscription, since);
      if (options.contract() == Contract.LATEST) {
        subscription.beginWithKeyframe();
      }
      readers.add(subscription);
      outbox.add(subscription);
      subscribers++;
      metrics.subscribers.increment();
      long last =
          recovery == Joined.Recovery.RECOVERED && since != null ? since.seq() : nextSeq - 1;
      return new Joined(subscription, new StreamPosition(epoch, last), recovery);
    } finally {
      lock.unlock();
    }
  }

  /** Moves a subscriber to where it left off, or leaves it at the head. */
  private Joined.Recovery place(
      Variant<P> variant, Subscription subscription, @Nullable StreamPosition since) {
    if (since == null) {
      return Joined.Recovery.NOT_ASKED;
    }
    if (since.epoch() != epoch) {
      return Joined.Recovery.EPOCH_CHANGED;
    }
    if (since.seq() >= nextSeq) {
      return Joined.Recovery.AHEAD;
    }
    return variant.log().placeAt(subscription, since.seq() + 1)
        ? Joined.Recovery.RECOVERED
        : Joined.Recovery.TOO_OLD;
  }

  private Variant<P> newVariant(Object key, Function<VariantContext, Encoder<P>> encoders) {
    var context = new VariantContext();
    long firstSeq = history == null ? nextSeq : history.firstSeq(nextSeq, now());
    var log =
        new ChannelLog(
            hub.allocator(), options.contract(), options.retention(), firstSeq, hub.nanoTime());
    var variant = new Variant<>(this, key, encoders.apply(context), log);
    context.bind(variant);
    if (history != null) {
      encodeHistory(history, variant);
    }
    variants.put(key, variant);
    return variant;
  }

  private void encodeHistory(History<P> past, Variant<P> variant) {
    try {
      past.entries(now())
          .forEach(
              entry -> variant.encoder().encode(entry.publication(), entry.seq(), variant.log()));
    } catch (RuntimeException e) {
      variant.log().close();
      throw e;
    }
  }

  private long now() {
    return hub.nanoTime().getAsLong();
  }
}
