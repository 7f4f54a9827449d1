package io.starling.server.channel;

import io.starling.protocol.message.ServerMessage.Place;
import io.starling.protocol.message.StreamPosition;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.hub.Joined;
import io.starling.server.hub.Subscription;
import io.starling.server.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The channels of events that one viewer is subscribed to, by name and by pattern. Confined to the
 * session's event loop.
 */
final class EventSubscriptions {

  private final EventChannels channels;
  private final Session session;
  private final TextVariant variant;
  private final Viewer viewer;
  private final Map<String, Live> live = new HashMap<>();
  private final Map<ChannelPattern, EventChannels.Watch> patterns = new HashMap<>();

  /** One channel, and whether the client named it, or else a pattern of it. */
  private record Live(Subscription subscription, boolean named) {}

  EventSubscriptions(EventChannels channels, Viewer viewer, Wording wording) {
    this.channels = channels;
    this.session = viewer.session();
    this.viewer = viewer;
    this.variant = TextVariant.of(session, wording);
    session.onClose(this::close);
  }

  /** What the client has asked for: a pattern is one, however many channels it has. */
  int count() {
    return (int) live.values().stream().filter(Live::named).count() + patterns.size();
  }

  boolean has(ChannelPattern pattern) {
    return patterns.containsKey(pattern) || live.containsKey(pattern.toString());
  }

  /**
   * Subscribes, paused; {@link #resume} follows behind the answer. Empty where the server has too
   * many channels.
   */
  Optional<Place> subscribe(String channel, @Nullable StreamPosition since) {
    return channels
        .subscribe(session, channel, variant, since)
        .map(
            joined -> {
              Live before = live.put(channel, new Live(joined.subscription(), true));
              if (before != null) {
                before.subscription().cancel();
              }
              return place(joined);
            });
  }

  void resume(String channel) {
    Live subscribed = live.get(channel);
    if (subscribed != null) {
      subscribed.subscription().resume();
    }
  }

  /** Subscribes to all channels of a pattern, those there are and those that begin later. */
  void subscribe(ChannelPattern pattern) {
    if (patterns.containsKey(pattern)) {
      return;
    }
    var watch = new EventChannels.Watch(pattern, channel -> viewer.execute(() -> begins(channel)));
    patterns.put(pattern, watch);
    channels.watch(watch);
    joinAll(pattern);
  }

  private void joinAll(ChannelPattern pattern) {
    for (String channel : channels.names()) {
      if (pattern.matches(channel)) {
        join(channel, null);
      }
    }
  }

  void unsubscribe(ChannelPattern pattern) {
    EventChannels.Watch watch = patterns.remove(pattern);
    if (watch != null) {
      channels.unwatch(watch);
    }
    cancel(pattern.toString());
    Map.copyOf(live)
        .forEach(
            (channel, subscribed) -> {
              if (pattern.matches(channel) && !subscribed.named() && !isWatched(channel)) {
                cancel(channel);
              }
            });
  }

  /**
   * Ends what is not allowed any more, and begins what patterns mean that was not allowed before;
   * the names of those that end.
   */
  List<String> keep(Predicate<String> allowed) {
    List<String> ended =
        live.keySet().stream().filter(channel -> !allowed.test(channel)).sorted().toList();
    ended.forEach(this::cancel);
    patterns.keySet().forEach(this::joinAll);
    return ended;
  }

  /** Joins the channels of its patterns that it may see by now. */
  void widen() {
    for (String channel : patterns.isEmpty() ? Set.<String>of() : channels.names()) {
      if (isWatched(channel)) {
        join(channel, null);
      }
    }
  }

  /** A channel has begun: nothing of it is missed. */
  private void begins(String channel) {
    if (!session.isClosed() && isWatched(channel)) {
      channels
          .position(channel)
          .ifPresent(now -> join(channel, new StreamPosition(now.epoch(), 0)));
    }
  }

  private void join(String channel, @Nullable StreamPosition since) {
    if (live.containsKey(channel) || !session.principal().maySubscribe(channel)) {
      return;
    }
    channels
        .subscribe(session, channel, variant, since)
        .ifPresent(
            joined -> {
              live.put(channel, new Live(joined.subscription(), false));
              joined.subscription().resume();
            });
  }

  private boolean isWatched(String channel) {
    return patterns.keySet().stream().anyMatch(pattern -> pattern.matches(channel));
  }

  private void cancel(String channel) {
    Live ended = live.remove(channel);
    if (ended != null) {
      ended.subscription().cancel();
      channels.left(channel);
    }
  }

  /** The session's outbox has ended the subscriptions already. */
  private void close() {
    patterns.values().forEach(channels::unwatch);
    live.keySet().forEach(channels::left);
    patterns.clear();
    live.clear();
  }

  private static Place place(Joined joined) {
    return switch (joined.recovery()) {
      case NOT_ASKED -> Place.at(joined.at());
      case RECOVERED -> new Place(joined.at(), true, null);
      case EPOCH_CHANGED, TOO_OLD, AHEAD ->
          new Place(joined.at(), false, joined.recovery().reason());
    };
  }
}
