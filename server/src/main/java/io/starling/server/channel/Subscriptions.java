package io.starling.server.channel;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage.FilterUpdate;
import io.starling.protocol.message.ClientMessage.Subscribe;
import io.starling.protocol.message.ClientMessage.Unsubscribe;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.ServerMessage.Place;
import io.starling.protocol.message.StreamPosition;
import io.starling.server.auth.ChannelPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer is subscribed to: streams of state by their names, and channels of events by name
 * or pattern. A request is done as a whole or not at all. Confined to the session's event loop.
 */
public final class Subscriptions {

  private static final int MAX_SHOWN = 64;

  private final Viewer viewer;
  private final Stage stage;
  private final ViewerStreams streams;
  private final EventSubscriptions events;

  /** What the names of one request mean. */
  private record Wanted(Set<EventName> streams, List<ChannelPattern> channels) {}

  Subscriptions(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
    this.streams = new ViewerStreams(viewer, stage);
    this.events = new EventSubscriptions(stage.events(), viewer, viewer.wording());
  }

  ViewerStreams streams() {
    return streams;
  }

  /** Subscribes, and says where each channel begins. */
  public void subscribe(Subscribe request) {
    wanted(request.channels(), request.id())
        .filter(wanted -> isAllowed(wanted, request.id()) && hasRoom(wanted, request.id()))
        .ifPresent(wanted -> subscribe(wanted, request));
  }

  /** Subscribes to channels of events without a word. */
  public void subscribe(List<String> channels) {
    for (String channel : channels) {
      if (viewer.session().principal().maySubscribe(channel)) {
        events.subscribe(channel, null);
        events.resume(channel);
      }
    }
  }

  /** Replaces the filter, and subscribes to what is live of it. */
  void filter(FilterUpdate request) {
    var wanted = new Wanted(ViewerStreams.FILTERED, List.of());
    if (isAllowed(wanted, request.id()) && hasRoom(wanted, request.id())) {
      streams.filter(request.filter(), request.parts(), request.id());
    }
  }

  /** Ends subscriptions; one that there is not is none too many. */
  public void unsubscribe(Unsubscribe request) {
    wanted(request.channels(), request.id())
        .ifPresent(
            wanted -> {
              streams.unsubscribe(wanted.streams());
              wanted.channels().forEach(events::unsubscribe);
              viewer.send(
                  new ServerMessage.Unsubscribed(
                      request.channels(), request.id(), stage.clock().millis()));
            });
  }

  /**
   * Ends what the viewer, who is somebody else now, may not have, and says so; its patterns reach
   * what it may have.
   */
  void reconsider() {
    var principal = viewer.session().principal();
    List<String> ended = new ArrayList<>(events.keep(principal::maySubscribe));
    for (EventName stream : EventName.values()) {
      if (streams.has(stream) && !principal.maySubscribe(stream.wireName())) {
        streams.unsubscribe(EnumSet.of(stream));
        ended.add(stream.wireName());
      }
    }
    if (!ended.isEmpty()) {
      viewer.send(new ServerMessage.Unsubscribed(ended, null, stage.clock().millis()));
    }
    events.widen();
  }

  private void subscribe(Wanted wanted, Subscribe request) {
    Optional<Map<String, Place>> places = join(wanted.channels(), request.since());
    if (places.isEmpty()) {
      fail(ErrorCode.SERVICE_UNAVAILABLE, "The server has too many channels", request.id());
      return;
    }
    viewer.send(
        new ServerMessage.Subscribed(
            request.channels(), places.get(), request.id(), stage.clock().millis()));
    wanted.channels().stream().map(ChannelPattern::toString).forEach(events::resume);
    if (!wanted.streams().isEmpty()) {
      streams.subscribe(wanted.streams(), request.rateHz());
    }
  }

  private Optional<Map<String, Place>> join(
      List<ChannelPattern> channels, Map<String, StreamPosition> since) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (ChannelPattern channel : channels) {
      String name = channel.toString();
      if (channel.isWildcard()) {
        events.subscribe(channel);
      } else {
        Optional<Place> place = events.subscribe(name, since.get(name));
        if (place.isEmpty()) {
          channels.forEach(events::unsubscribe);
          return Optional.empty();
        }
        places.put(name, place.get());
      }
    }
    return Optional.of(places);
  }

  private Optional<Wanted> wanted(List<String> names, @Nullable RequestId id) {
    var wanted = new Wanted(EnumSet.noneOf(EventName.class), new ArrayList<>());
    for (String name : names) {
      Optional<EventName> stream = EventName.named(name);
      if (stream.isPresent()) {
        wanted.streams().add(stream.get());
      } else {
        try {
          wanted.channels().add(ChannelPattern.parse(name));
        } catch (IllegalArgumentException e) {
          fail(ErrorCode.UNKNOWN_CHANNEL, "There is no channel '%s'".formatted(shown(name)), id);
          return Optional.empty();
        }
      }
    }
    return Optional.of(wanted);
  }

  private boolean isAllowed(Wanted wanted, @Nullable RequestId id) {
    var principal = viewer.session().principal();
    List<String> names = new ArrayList<>();
    wanted.streams().forEach(stream -> names.add(stream.wireName()));
    wanted.channels().stream()
        .filter(channel -> !channel.isWildcard())
        .forEach(channel -> names.add(channel.toString()));
    for (String name : names) {
      if (!principal.maySubscribe(name)) {
        fail(ErrorCode.FORBIDDEN, "You may not subscribe to '%s'".formatted(shown(name)), id);
        return false;
      }
    }
    return true;
  }

  private boolean hasRoom(Wanted wanted, @Nullable RequestId id) {
    long more =
        wanted.streams().stream().filter(stream -> !streams.has(stream)).count()
            + wanted.channels().stream().filter(channel -> !events.has(channel)).count();
    int max = stage.maxSubscriptions();
    if (streams.count() + events.count() + more > max) {
      fail(
          ErrorCode.SUBSCRIPTION_LIMIT,
          "A connection has at most %d subscriptions".formatted(max),
          id);
      return false;
    }
    return true;
  }

  private void fail(ErrorCode code, String message, @Nullable RequestId id) {
    viewer.fail(Failure.of(code, message, stage.clock().millis()).withId(id));
  }

  private static String shown(String name) {
    return name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
  }
}
