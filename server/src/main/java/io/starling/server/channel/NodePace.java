package io.starling.server.channel;

import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells of what is new about one node at most once a second: what comes sooner is held, and told as
 * it is by then. Nodes that come or go, and all edges, are told at once. Not thread-safe.
 */
final class NodePace {

  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** When each node was told of last, for those told of within the interval. */
  private final Map<Integer, Long> told = new HashMap<>();

  private final TreeSet<Integer> held = new TreeSet<>();

  /** What of a change is told now; the rest is held. */
  GraphChange take(GraphChange change, long nanos) {
    forgetBefore(nanos);
    for (int id : change.removedNodes()) {
      held.remove(id);
      told.remove(id);
    }
    List<Node> now = new ArrayList<>(change.nodes().size());
    for (Node node : change.nodes()) {
      if (told.containsKey(node.id())) {
        held.add(node.id());
      } else {
        told.put(node.id(), nanos);
        now.add(node);
      }
    }
    return now.size() == change.nodes().size() ? change : with(change, now);
  }

  /** What was held and is told now, as it is in this graph. */
  Optional<GraphChange> due(Graph graph, long nanos) {
    forgetBefore(nanos);
    List<Node> due = new ArrayList<>();
    for (int id : List.copyOf(held)) {
      if (!told.containsKey(id)) {
        held.remove(id);
        graph.node(id).ifPresent(due::add);
        told.put(id, nanos);
      }
    }
    return due.isEmpty()
        ? Optional.empty()
        : Optional.of(new GraphChange(graph, graph, due, List.of(), new int[0], new int[0]));
  }

  boolean isHolding() {
    return !held.isEmpty();
  }

  private void forgetBefore(long nanos) {
    told.values().removeIf(at -> nanos - at >= INTERVAL.toNanos());
  }

  private static GraphChange with(GraphChange change, List<Node> nodes) {
    return new GraphChange(
        change.before(),
        change.after(),
        nodes,
        change.edges(),
        change.removedNodes(),
        change.removedEdges());
  }
}
