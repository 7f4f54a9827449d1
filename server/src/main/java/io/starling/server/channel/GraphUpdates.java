package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Retention;
import io.starling.server.hub.Subscription;
import io.starling.server.session.Session;
import io.starling.server.session.SessionClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The channel of changes to the graph's structure: one stream per filter, and each node in it at
 * most once a second. Thread-safe.
 */
public final class GraphUpdates {

  private static final String NAME = EventName.GRAPH_UPDATE.wireName();

  private final Channel<GraphChange> channel;
  private final LiveGraph graph;
  private final TextVariant.Means means;
  private final SessionClock clock;
  private final NodePace pace = new NodePace();

  /** What viewers must have in common to share one stream of changes. */
  private record Variant(Filter filter, TextVariant text) {}

  private Graph told;
  private boolean waiting;
  private volatile long published;

  public GraphUpdates(Hub hub, LiveGraph graph, ByteBufAllocator allocator, SessionClock clock) {
    this.channel = hub.channel(NAME, ChannelOptions.every(Retention.DEFAULT, this::encodeGap));
    this.graph = graph;
    this.means = new TextVariant.Means(allocator, hub.deflaters());
    this.clock = clock;
    this.told = graph.graph();
    this.published = told.version();
  }

  /** Takes a change in and tells everybody whose part of the graph it touches. Any thread. */
  public void change(GraphChange change) {
    graph.change(change, this::publish);
  }

  private synchronized void publish(GraphChange change) {
    told = change.after();
    channel.publish(pace.take(change, clock.nanoTime()));
    published = told.version();
    waitForHeld();
  }

  private synchronized void publishHeld() {
    waiting = false;
    pace.due(told, clock.nanoTime()).ifPresent(channel::publish);
    waitForHeld();
  }

  private void waitForHeld() {
    if (pace.isHolding() && !waiting) {
      waiting = true;
      CompletableFuture.delayedExecutor(NodePace.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::publishHeld);
    }
  }

  /** Version of the newest graph that has been told of. */
  long publishedVersion() {
    return published;
  }

  /** Adds a viewer, paused, to be resumed behind its initial load. On the session's event loop. */
  Subscription subscribe(Session session, Filter filter, Wording wording) {
    var variant = new Variant(filter, TextVariant.of(session, wording));
    return channel.subscribe(session.outbox(), variant, Lane.EVENTS, _ -> encoder(variant));
  }

  private Encoder<GraphChange> encoder(Variant variant) {
    var differences = new FilteredChange(graph, variant.filter());
    return (change, seq, log) ->
        differences
            .of(change, seq, clock.millis())
            .ifPresent(update -> variant.text().append(update, seq, log, means));
  }

  private void encodeGap(Object key, long from, long to, ByteBuf out) {
    Gaps.encode(((Variant) key).text().wording(), gap(from, to), out);
  }

  private ServerMessage.Gap gap(long from, long to) {
    return new ServerMessage.Gap(NAME, from, to - 1, clock.millis());
  }
}
