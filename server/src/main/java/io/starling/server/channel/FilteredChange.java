package io.starling.server.channel;

import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.ServerMessage.GraphUpdate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a change of the graph is to viewers behind one filter: what enters their part, leaves it, or
 * is another than before. Remembers what they see. Under the channel's lock.
 */
final class FilteredChange {

  private final LiveGraph graph;
  private final Filter filter;
  private Visible seen;

  FilteredChange(LiveGraph graph, Filter filter) {
    this.graph = graph;
    this.filter = filter;
    this.seen = graph.of(filter);
  }

  /** The message; empty when viewers see no difference. */
  Optional<GraphUpdate> of(GraphChange change, long seq, long millis) {
    Visible before = seen;
    Visible after = graph.of(change.after(), filter);
    seen = after;
    List<Node> nodes = nodes(change, before, after);
    List<Edge> edges = edges(change, before, after);
    BitSet gone = (BitSet) before.ids().clone();
    gone.andNot(after.ids());
    int[] goneEdges = goneEdges(change, before, after);
    if (nodes.isEmpty() && edges.isEmpty() && gone.isEmpty() && goneEdges.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new GraphUpdate(
            seq,
            GraphJson.nodes(nodes, graph.positions()),
            GraphJson.edges(edges),
            GraphJson.ids(gone.stream()),
            GraphJson.ids(IntStream.of(goneEdges)),
            after.count(),
            after.total(),
            millis));
  }

  private static List<Node> nodes(GraphChange change, Visible before, Visible after) {
    var changed = new BitSet();
    change.nodes().forEach(node -> changed.set(node.id()));
    return change.after().nodes().stream()
        .filter(after::has)
        .filter(node -> changed.get(node.id()) || !before.has(node))
        .toList();
  }

  private static List<Edge> edges(GraphChange change, Visible before, Visible after) {
    Map<Integer, Edge> old = byId(change.before(), before);
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : change.after().edges()) {
      if (after.has(edge) && !edge.equals(old.get(edge.id()))) {
        edges.add(edge);
      }
    }
    return edges;
  }

  private static int[] goneEdges(GraphChange change, Visible before, Visible after) {
    Map<Integer, Edge> now = byId(change.after(), after);
    return change.before().edges().stream()
        .filter(before::has)
        .mapToInt(Edge::id)
        .filter(id -> !now.containsKey(id))
        .toArray();
  }

  private static Map<Integer, Edge> byId(Graph graph, Visible visible) {
    Map<Integer, Edge> edges = new HashMap<>();
    for (Edge edge : graph.edges()) {
      if (visible.has(edge)) {
        edges.put(edge.id(), edge);
      }
    }
    return edges;
  }
}
