package io.starling.server.channel;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.TypeBits;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.server.hub.Subscription;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer is subscribed to, and in which shape: filter, format and tier decide the variant
 * that it shares with others. Confined to the session's event loop.
 */
final class ViewerStreams {

  /** What a filter subscribes to by itself. */
  static final Set<EventName> FILTERED =
      Collections.unmodifiableSet(
          EnumSet.of(EventName.POSITION_UPDATE, EventName.AGENT_POSITIONS, EventName.GRAPH_UPDATE));

  private final Viewer viewer;
  private final Stage stage;
  private final Set<EventName> wanted = EnumSet.noneOf(EventName.class);
  private final Map<EventName, PositionVariant> variants = new EnumMap<>(EventName.class);
  private final Map<EventName, Subscription> live = new EnumMap<>(EventName.class);
  private final ViewerAgents agents;
  private Filter filter = Filter.ALL;
  private int rateHz;
  private int loading;
  private boolean isLoading;

  /** The highest id of a stream that it was told leaves nodes out; -1 where it was told of none. */
  private int toldOfMaxId = -1;

  ViewerStreams(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
    this.agents = new ViewerAgents(viewer, stage);
  }

  /**
   * Subscribes to streams.
   *
   * @param wantedRateHz 0 where the client did not say
   */
  void subscribe(Set<EventName> events, int wantedRateHz) {
    if (wantedRateHz > 0) {
      rateHz = wantedRateHz;
    }
    wanted.addAll(events);
    renew();
  }

  void unsubscribe(Set<EventName> events) {
    events.forEach(wanted::remove);
    events.forEach(this::cancel);
    retier();
  }

  int count() {
    return wanted.size();
  }

  /** At the rate that positions come at now. */
  Tier tier() {
    return viewer.tier(rateHz);
  }

  boolean has(EventName name) {
    return wanted.contains(name);
  }

  /** Confirms the filter, then sends the load, then live data of just that subset. */
  void filter(Filter newFilter, boolean parts, @Nullable RequestId id) {
    filter = newFilter;
    wanted.addAll(FILTERED);
    List.copyOf(live.keySet()).forEach(this::cancel);
    isLoading = true;
    int turn = ++loading;
    Subscription updates = subscribeToUpdates();
    live.put(EventName.GRAPH_UPDATE, updates);
    long version = stage.updates().publishedVersion();
    var text = TextVariant.of(viewer.session(), viewer.wording());
    Thread.startVirtualThread(
        () -> {
          InitialLoads.Frozen load = stage.loads().load(newFilter, parts, text, version);
          try {
            viewer.execute(() -> loaded(turn, load, id));
          } catch (RejectedExecutionException ended) {
            load.release(); // the server has stopped meanwhile
          }
        });
  }

  /** The format or the version has changed: everything comes in the new one, from a keyframe on. */
  void renew() {
    if (isLoading) {
      return; // follows when the load has been sent
    }
    if (wanted.contains(EventName.GRAPH_UPDATE) && !live.containsKey(EventName.GRAPH_UPDATE)) {
      Subscription updates = subscribeToUpdates();
      live.put(EventName.GRAPH_UPDATE, updates);
      updates.resume();
    }
    retier();
  }

  /** The tier may have changed. */
  void retier() {
    viewer.voice().hear(viewer.hears() && has(EventName.VOICE_CHUNK));
    if (isLoading) {
      return;
    }
    agents.retier(this, viewer.tier(rateHz)); // so that they come before the nodes
    Format format = viewer.agreement().format();
    boolean positions = wanted.contains(EventName.POSITION_UPDATE);
    boolean velocities = wanted.contains(EventName.VELOCITY_UPDATE);
    if (viewer.agreement().isHeaderless()) {
      // Its records have velocities too, and nothing else may come between them.
      retier(EventName.POSITION_UPDATE, positions || velocities, format);
      retier(EventName.VELOCITY_UPDATE, false, format);
    } else {
      retier(EventName.POSITION_UPDATE, positions, format);
      retier(EventName.VELOCITY_UPDATE, velocities, Format.CLIENT28);
    }
  }

  /** Asks for everything in view anew. */
  void keyframe() {
    agents.keyframe();
    for (EventName name : variants.keySet()) {
      Subscription subscription = live.get(name);
      if (subscription != null) {
        subscription.awaitKeyframe();
      }
    }
  }

  private void loaded(int turn, InitialLoads.Frozen load, @Nullable RequestId id) {
    if (viewer.session().isClosed() || turn != loading) {
      load.release(); // a newer filter has taken its place
      return;
    }
    isLoading = false;
    viewer.send(
        new ServerMessage.FilterConfirmed(
            load.visible(), load.total(), id, stage.clock().millis()));
    load.frames().forEach(viewer.session().outbox()::sendFrames);
    Subscription updates = live.get(EventName.GRAPH_UPDATE);
    if (updates != null) {
      updates.resume();
    }
    renew();
  }

  private void retier(EventName name, boolean isWanted, Format format) {
    Tier tier = viewer.tier(rateHz);
    if (!isWanted || tier == Tier.PAUSED) {
      cancel(name);
      return;
    }
    Agreement agreement = viewer.agreement();
    var variant =
        new PositionVariant(
            format,
            agreement.version(),
            filter,
            tier,
            agreement.compression().orElse(null),
            viewer.wording().hasBinary() ? null : viewer.wording());
    if (!variant.equals(variants.get(name))) {
      cancel(name);
      Subscription subscription = stage.positions().subscribe(viewer.session(), variant);
      variants.put(name, variant);
      live.put(name, subscription);
      subscription.resume();
      tellOfLeftOut(variant);
    }
  }

  /** Says once that some nodes in view can't be said in the format agreed on; the rest flows. */
  void tellOfLeftOut() {
    PositionVariant variant = variants.get(EventName.POSITION_UPDATE);
    if (variant != null) {
      tellOfLeftOut(variant);
    }
  }

  private void tellOfLeftOut(PositionVariant variant) {
    int maxId = variant.maxId();
    if (maxId == TypeBits.ID_MASK || maxId == toldOfMaxId) {
      return;
    }
    BitSet ids = stage.graph().of(filter).ids();
    int leftOut = ids.get(maxId + 1, Math.max(maxId + 1, ids.length())).cardinality();
    if (leftOut > 0) {
      toldOfMaxId = maxId;
      stage.traffic().leftOut.add(leftOut);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("left_out", leftOut);
      details.put("max_id", maxId);
      viewer.fail(
          Failure.of(
                  ErrorCode.UPGRADE_REQUIRED,
                  "Nodes left out, as their ids do not fit: %d; shake hands for another version or format"
                      .formatted(leftOut),
                  stage.clock().millis())
              .withDetails(details));
    }
  }

  private void cancel(EventName name) {
    variants.remove(name);
    @Nullable Subscription subscription = live.remove(name);
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private Subscription subscribeToUpdates() {
    return stage.updates().subscribe(viewer.session(), filter, viewer.wording());
  }
}
