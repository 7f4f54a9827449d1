package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.graph.model.GraphChange;
import io.starling.protocol.message.Filter;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Retention;
import io.starling.server.hub.Subscription;
import io.starling.server.session.Session;
import io.starling.server.session.SessionClock;

/** The channel of changes to the graph's structure: one stream per filter. Thread-safe. */
public final class GraphUpdates {

  private final Channel<GraphChange> channel;
  private final LiveGraph graph;
  private final ByteBufAllocator allocator;
  private final SessionClock clock;
  private volatile long published;

  public GraphUpdates(Hub hub, LiveGraph graph, ByteBufAllocator allocator, SessionClock clock) {
    this.channel =
        hub.channel("graph_update", ChannelOptions.every(Retention.DEFAULT, Gaps::encode));
    this.graph = graph;
    this.allocator = allocator;
    this.clock = clock;
    this.published = graph.graph().version();
  }

  /** Takes a change in and tells everybody whose part of the graph it touches. Any thread. */
  public void change(GraphChange change) {
    graph.change(
        change,
        taken -> {
          channel.publish(taken);
          published = taken.after().version();
        });
  }

  /** Version of the newest graph that has been told of. */
  long publishedVersion() {
    return published;
  }

  /** Adds a viewer, paused, to be resumed behind its initial load. On the session's event loop. */
  Subscription subscribe(Session session, Filter filter) {
    return channel.subscribe(
        session.outbox(),
        filter,
        Lane.EVENTS,
        _ -> {
          var differences = new FilteredChange(graph, filter);
          return (change, seq, log) -> {
            ByteBuf text = allocator.directBuffer();
            try {
              if (differences.write(change, seq, clock.millis(), text)) {
                log.append(Frames.TEXT, text, seq);
              }
            } finally {
              text.release();
            }
          };
        });
  }
}
