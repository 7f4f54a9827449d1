package io.starling.server.channel;

import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import io.starling.graph.simulation.Position;
import io.starling.graph.simulation.Tick;
import io.starling.graph.simulation.TickListener;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.TypeBits;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Subscription;
import io.starling.server.session.Session;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The channel of positions: every tick of the simulation, and every dragged node at once. Ticks
 * come on the simulation's thread, the rest from any.
 */
public final class PositionStream implements TickListener {

  private final Channel<Motion> channel;
  private final LiveGraph graph;
  private final LongSupplier nanoTime;
  private final Map<Integer, Position> dragged = new ConcurrentHashMap<>();

  // The simulation thread's own.
  private int[] ids = {};
  private int[] typedIds = {};
  private Graph typed = Graph.empty();
  private long structure;

  public PositionStream(Hub hub, LiveGraph graph, LongSupplier nanoTime) {
    this.channel = hub.channel("position_update", ChannelOptions.latest());
    this.graph = graph;
    this.nanoTime = nanoTime;
    channel.onKeyframeWanted(graph.simulation()::announce);
    graph.simulation().addListener(this);
  }

  /** Adds a viewer, paused; once resumed it begins with a keyframe. On the session's event loop. */
  Subscription subscribe(Session session, PositionVariant variant) {
    return channel.subscribe(
        session.outbox(),
        variant,
        Lane.STATE,
        context -> new PositionEncoder(variant, context, graph, nanoTime));
  }

  /**
   * Tells viewers of a dragged node at once, and keeps older positions of it from being sent: no
   * tick is published between the two, which would still hold where the node was before.
   */
  void drag(Node node, Position to, long timeMillis) {
    channel.quiesced(
        quiet -> {
          dragged.put(node.id(), to);
          return quiet.publish(
              new Motion.Dragged(typedId(node), to.x(), to.y(), to.z(), timeMillis));
        });
  }

  /** The node is the simulation's again. */
  void release(int id) {
    dragged.remove(id);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the simulation gives another array when nodes come or go
  public void tick(Tick tick) {
    if (tick.ids() != ids || graph.graph().version() != typed.version()) {
      retype(tick);
    }
    if (channel.subscribers() > 0) {
      channel.quiesced(quiet -> quiet.publish(step(tick)));
    }
  }

  private Motion step(Tick tick) {
    float[] x = tick.x();
    float[] y = tick.y();
    float[] z = tick.z();
    if (!dragged.isEmpty()) {
      x = Arrays.copyOf(x, ids.length);
      y = Arrays.copyOf(y, ids.length);
      z = Arrays.copyOf(z, ids.length);
      for (Map.Entry<Integer, Position> drag : dragged.entrySet()) {
        int row = Arrays.binarySearch(ids, drag.getKey());
        if (row >= 0) {
          x[row] = drag.getValue().x();
          y[row] = drag.getValue().y();
          z[row] = drag.getValue().z();
        }
      }
    }
    var columns =
        Columns.of(
            typedIds, new float[][] {x, y, z}, new float[][] {tick.vx(), tick.vy(), tick.vz()});
    return new Motion.Stepped(structure, ids, columns, x, y, z, tick.timeMillis(), tick.resting());
  }

  private void retype(Tick tick) {
    ids = tick.ids();
    typed = graph.graph();
    structure++;
    typedIds = new int[ids.length];
    for (int row = 0; row < ids.length; row++) {
      int id = ids[row];
      typedIds[row] = typed.node(id).map(PositionStream::typedId).orElse(id);
    }
  }

  static int typedId(Node node) {
    return node.id() | typeBits(node.metadata().kind());
  }

  private static int typeBits(NodeKind kind) {
    return switch (kind) {
      case PAGE, MISSING, TAG -> TypeBits.KNOWLEDGE;
      case CLASS -> TypeBits.CLASS;
      case PROPERTY -> TypeBits.PROPERTY;
      case INDIVIDUAL -> TypeBits.INDIVIDUAL;
      case AGENT -> TypeBits.AGENT;
    };
  }
}
