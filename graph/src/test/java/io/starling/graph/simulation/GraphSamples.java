package io.starling.graph.simulation;

import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Metadata;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import io.starling.graph.model.NodeType;
import java.util.stream.IntStream;

/** Graphs for the simulation to run. */
final class GraphSamples {
  private GraphSamples() {}

  /** Makes a chain of the nodes with these ids, which ascend; the edges are numbered from 1. */
  static Graph chain(int... ids) {
    return Graph.of(
        1,
        IntStream.of(ids).mapToObj(id -> node(id, "page " + id)).toList(),
        IntStream.range(1, ids.length)
            .mapToObj(i -> new Edge(i, ids[i - 1], ids[i], "link", 1))
            .toList());
  }

  /** Makes the same graph with other labels. */
  static Graph relabelled(Graph graph) {
    return Graph.of(
        graph.version() + 1,
        graph.nodes().stream().map(node -> node(node.id(), "new " + node.id())).toList(),
        graph.edges());
  }

  private static Node node(int id, String label) {
    return new Node(id, id + ".md", label, NodeType.KNOWLEDGE, 0.5f, Metadata.of(NodeKind.PAGE));
  }
}
