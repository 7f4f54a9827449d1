package io.starling.server.channel;

import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Metadata;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import java.util.List;
import java.util.Map;

/** Small graphs and filters. */
final class Samples {

  static final Wording GRAPH = new Wording(Dialect.GRAPH, Wording.Notation.JSON);

  static final TextVariant TEXT = new TextVariant(GRAPH, false);

  private Samples() {}

  static Node page(int id, String name, float quality, String... tags) {
    return new Node(
        id,
        name + ".md",
        name,
        NodeKind.PAGE.type(),
        quality,
        new Metadata(NodeKind.PAGE, List.of(tags), 10, 0, null, Map.of()));
  }

  static Node of(int id, NodeKind kind, String metadataId) {
    return new Node(id, metadataId, metadataId, kind.type(), 0.5f, Metadata.of(kind));
  }

  static Edge edge(int id, int source, int target) {
    return new Edge(id, source, target, "link", 1);
  }

  static Graph graph(long version, List<Node> nodes, Edge... edges) {
    return Graph.of(version, nodes, List.of(edges));
  }

  static Filter tagged(String... tags) {
    return new Filter(true, 0, GraphKind.ALL, List.of(), List.of(tags), "", Filter.UNLIMITED, null);
  }

  static Filter typed(String... types) {
    return new Filter(
        true, 0, GraphKind.ALL, List.of(types), List.of(), "", Filter.UNLIMITED, null);
  }

  static Filter searching(String text) {
    return new Filter(true, 0, GraphKind.ALL, List.of(), List.of(), text, Filter.UNLIMITED, null);
  }
}
