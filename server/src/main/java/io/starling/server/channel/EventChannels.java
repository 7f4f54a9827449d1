package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.StreamPosition;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Joined;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Retention;
import io.starling.server.session.Session;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channels of events, by name. A channel begins when somebody first subscribes or publishes to
 * it. Thread-safe.
 */
public final class EventChannels {

  /** Past so many channels at once no new one begins. */
  private static final int MAX_CHANNELS = 100_000;

  /** What is kept of each, so that a client that was away for a while misses nothing. */
  private static final Retention RETENTION = new Retention(1_000, 1L << 20, Duration.ofMinutes(5));

  /** Ten thousand files that are created at once come faster than anybody reads. */
  private static final Retention OF_FILES = new Retention(20_000, 8L << 20, Duration.ofMinutes(5));

  private final Hub hub;
  private final TextVariant.Means means;
  private final SessionClock clock;
  private final ConcurrentHashMap<String, Channel<Happening>> channels = new ConcurrentHashMap<>();
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  /** Somebody who subscribes to whatever channel has a name of this pattern, now and later. */
  record Watch(ChannelPattern pattern, NewChannel listener) {
    void hear(String channel) {
      if (pattern.matches(channel)) {
        listener.begins(channel);
      }
    }
  }

  /** Hears of a channel that begins, on any thread. */
  interface NewChannel {
    void begins(String channel);
  }

  public EventChannels(Hub hub, ByteBufAllocator allocator, SessionClock clock) {
    this.hub = hub;
    this.means = new TextVariant.Means(allocator, hub.deflaters());
    this.clock = clock;
  }

  /**
   * Publishes to all who are subscribed, and to those who come soon and ask for what they missed.
   *
   * @return its place in the channel's history, empty where there are too many channels
   */
  public Optional<StreamPosition> publish(String name, JsonData data) {
    return at(
        name,
        channel ->
            new StreamPosition(
                channel.epoch(), channel.publish(new Happening(data, clock.millis()))));
  }

  /** Whether a name is that of a stream of state, to which nobody can publish. */
  public static boolean isReserved(String name) {
    return EventName.named(name).isPresent();
  }

  /** The names of the channels there are. */
  public Set<String> names() {
    return new TreeSet<>(channels.keySet());
  }

  /** At most {@code limit} retained events behind {@code seq}, oldest first, by number. */
  public SequencedMap<Long, Happening> history(String name, long seq, int limit) {
    Channel<Happening> channel = channels.get(name);
    return channel == null ? new LinkedHashMap<>() : channel.history(seq, limit);
  }

  /** Where a channel is; empty where there is none of that name. */
  public Optional<StreamPosition> position(String name) {
    return Optional.ofNullable(channels.get(name)).map(Channel::position);
  }

  public int subscribers(String name) {
    Channel<Happening> channel = channels.get(name);
    return channel == null ? 0 : channel.subscribers();
  }

  /**
   * Adds a subscriber, paused, behind {@code since} where that can be had. Empty where there are
   * too many channels. On the session's event loop.
   */
  Optional<Joined> subscribe(
      Session session, String name, TextVariant variant, @Nullable StreamPosition since) {
    return at(
        name,
        channel ->
            channel.recover(
                session.outbox(), variant, Lane.EVENTS, _ -> encoder(name, variant), since));
  }

  /**
   * A subscriber has left: the channel ends if nothing was ever published to it. Others end when
   * there are too many, so that who comes back finds that nothing was missed.
   */
  void left(String name) {
    channels.computeIfPresent(
        name, (_, channel) -> channel.isIdle() && channel.position().seq() == 0 ? null : channel);
  }

  void watch(Watch watch) {
    watches.add(watch);
  }

  void unwatch(Watch watch) {
    watches.remove(watch);
  }

  /** Does something with a channel, which can't end meanwhile; it begins if it is not there. */
  private <T> Optional<T> at(String name, Function<Channel<Happening>, T> action) {
    boolean known = channels.containsKey(name);
    if (!known && !hasRoom()) {
      return Optional.empty();
    }
    if (!known && channels.putIfAbsent(name, begin(name)) == null) {
      watches.forEach(watch -> watch.hear(name));
    }
    var result = new AtomicReference<@Nullable T>();
    channels.compute(
        name,
        (_, channel) -> {
          Channel<Happening> there = channel == null ? begin(name) : channel;
          result.set(action.apply(there));
          return there;
        });
    return Optional.ofNullable(result.get());
  }

  private boolean hasRoom() {
    if (channels.size() >= MAX_CHANNELS) {
      List.copyOf(channels.keySet()).forEach(this::endIdle);
    }
    return channels.size() < MAX_CHANNELS;
  }

  /** In one step, so that nobody joins what ends. */
  private void endIdle(String name) {
    channels.computeIfPresent(name, (_, channel) -> channel.isIdle() ? null : channel);
  }

  private Channel<Happening> begin(String name) {
    return hub.recoverable(
        name,
        ChannelOptions.every(
            name.equals("files") ? OF_FILES : RETENTION,
            (key, from, to, out) -> encodeGap(name, key, from, to, out)),
        Happening::bytes);
  }

  private Encoder<Happening> encoder(String channel, TextVariant variant) {
    return (happening, seq, log) ->
        variant.append(
            new ServerMessage.Event(channel, seq, happening.data(), happening.millis()),
            seq,
            log,
            means);
  }

  private void encodeGap(String name, Object key, long from, long to, ByteBuf out) {
    Gaps.encode(
        ((TextVariant) key).wording(),
        new ServerMessage.Gap(name, from, to - 1, clock.millis()),
        out);
  }
}
