package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.ServerMessage.InitialGraphLoad;
import io.starling.server.hub.DeflaterPool;
import io.starling.server.hub.Frames;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filtered graph as finished frames, encoded once for all who ask for the same within a second,
 * so that a thousand viewers who come back at once cost one encoding. Encoding is work for a
 * virtual thread. Thread-safe.
 */
public final class InitialLoads implements AutoCloseable {

  private static final int NODES_PER_PART = 2_000;
  private static final int MAX_KEPT = 16;
  private static final int MAX_HEADER_BYTES = 10;
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final LiveGraph graph;
  private final TextVariant.Means means;
  private final SessionClock clock;
  private final Map<Key, Load> kept = new LinkedHashMap<>();
  private boolean closed;

  private record Key(Filter filter, boolean parts, TextVariant text) {}

  /** Encoded frames of one load, and what they hold. */
  private record Load(List<ByteBuf> frames, long version, int visible, int total, long nanos) {}

  /** What a viewer is sent; it releases the frames, or hands them on. */
  record Frozen(List<ByteBuf> frames, int visible, int total) {
    Frozen {
      frames = List.copyOf(frames);
    }

    void release() {
      frames.forEach(ByteBuf::release);
    }
  }

  public InitialLoads(
      LiveGraph graph, ByteBufAllocator allocator, DeflaterPool deflaters, SessionClock clock) {
    this.graph = graph;
    this.means = new TextVariant.Means(allocator, deflaters);
    this.clock = clock;
  }

  /**
   * The load of a filter in these words, not older than a second and not older than {@code
   * atLeastVersion} of the graph; the caller releases its frames.
   */
  synchronized Frozen load(Filter filter, boolean parts, TextVariant text, long atLeastVersion) {
    long now = clock.nanoTime();
    if (closed) {
      Load last = encode(filter, parts, text, now);
      return new Frozen(last.frames(), last.visible(), last.total());
    }
    dropOlderThan(now - KEPT.toNanos());
    var key = new Key(filter, parts, text);
    Load load = kept.get(key);
    if (load == null || load.version() < atLeastVersion) {
      drop(kept.remove(key));
      load = encode(filter, parts, text, now);
      kept.put(key, load);
      while (kept.size() > MAX_KEPT) {
        Iterator<Load> eldest = kept.values().iterator();
        drop(eldest.next());
        eldest.remove();
      }
    }
    return new Frozen(
        load.frames().stream().map(ByteBuf::retainedDuplicate).toList(),
        load.visible(),
        load.total());
  }

  /** The same as one JSON object, for HTTP. */
  public byte[] json(Filter filter) {
    Graph current = graph.graph();
    Visible visible = graph.of(current, filter);
    ByteBuf out = means.allocator().buffer(64 * 1024);
    try {
      Dialect.GRAPH.encode(
          new InitialGraphLoad(
              GraphJson.nodes(
                  current.nodes().stream().filter(visible::has).toList(), graph.positions()),
              GraphJson.edges(current.edges().stream().filter(visible::has).toList()),
              1,
              1,
              clock.millis()),
          out);
      return ByteBufUtil.getBytes(out);
    } finally {
      out.release();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    kept.values().forEach(InitialLoads::drop);
    kept.clear();
  }

  private void dropOlderThan(long nanos) {
    kept.values()
        .removeIf(
            load -> {
              boolean old = load.nanos() - nanos < 0;
              if (old) {
                drop(load);
              }
              return old;
            });
  }

  private static void drop(@Nullable Load load) {
    if (load != null) {
      load.frames().forEach(ByteBuf::release);
    }
  }

  private Load encode(Filter filter, boolean inParts, TextVariant text, long now) {
    Graph current = graph.graph();
    Visible visible = graph.of(current, filter);
    List<Node> nodes = current.nodes().stream().filter(visible::has).toList();
    List<Edge> edges = current.edges().stream().filter(visible::has).toList();
    int parts = inParts ? Math.max(1, Math.ceilDiv(nodes.size(), NODES_PER_PART)) : 1;
    PositionsSnapshot positions = graph.positions();
    List<ByteBuf> frames = new ArrayList<>();
    int size = Math.ceilDiv(nodes.size(), parts);
    List<List<Edge>> edgesOfParts = divide(nodes, edges, parts, size);
    for (int part = 0; part < parts; part++) {
      List<Node> some =
          nodes.subList(
              Math.min(nodes.size(), part * size), Math.min(nodes.size(), (part + 1) * size));
      frames.add(
          frame(
              text,
              new InitialGraphLoad(
                  GraphJson.nodes(some, positions),
                  GraphJson.edges(edgesOfParts.get(part)),
                  part + 1,
                  parts,
                  clock.millis())));
    }
    return new Load(frames, current.version(), visible.count(), visible.total(), now);
  }

  /** An edge goes with the part after which both its ends are known. Nodes ascend by id. */
  private static List<List<Edge>> divide(List<Node> nodes, List<Edge> edges, int parts, int size) {
    if (parts == 1) {
      return List.of(edges);
    }
    List<List<Edge>> divided = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      divided.add(new ArrayList<>());
    }
    int[] lastIds = new int[parts];
    for (int part = 0; part < parts; part++) {
      lastIds[part] = nodes.get(Math.min(nodes.size(), (part + 1) * size) - 1).id();
    }
    for (Edge edge : edges) {
      int end = Math.max(edge.source(), edge.target());
      int at = Arrays.binarySearch(lastIds, end);
      divided.get(at >= 0 ? at : -at - 1).add(edge);
    }
    return divided;
  }

  /** The message as a finished frame, in memory that a socket can be given directly. */
  private ByteBuf frame(TextVariant text, InitialGraphLoad message) {
    ByteBuf out = means.allocator().directBuffer(64 * 1024);
    if (text.deflated()) {
      ByteBuf payload = means.allocator().directBuffer(64 * 1024);
      try {
        text.wording().encode(message, payload);
        means.deflaters().write(out, text.wording().opcode(), payload);
      } finally {
        payload.release();
      }
      return out;
    }
    out.writerIndex(MAX_HEADER_BYTES);
    text.wording().encode(message, out);
    int end = out.writerIndex();
    int length = end - MAX_HEADER_BYTES;
    int start = MAX_HEADER_BYTES - Frames.headerBytes(length);
    out.writerIndex(start);
    Frames.writeHeader(out, text.wording().opcode(), length);
    return out.setIndex(start, end);
  }
}
