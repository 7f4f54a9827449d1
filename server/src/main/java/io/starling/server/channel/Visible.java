package io.starling.server.channel;

import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeType;
import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The part of a graph that a filter leaves. Immutable: nobody writes to the set.
 *
 * @param ids of the nodes
 * @param count how many
 * @param total how many the graph has
 */
record Visible(BitSet ids, int count, int total) {

  static Visible of(Graph graph, Filter filter, PositionsSnapshot positions) {
    Predicate<Node> kept =
        ofGraph(filter)
            .and(node -> node.quality() >= filter.qualityThreshold())
            .and(ofType(filter))
            .and(ofTag(filter))
            .and(found(filter))
            .and(inRegion(filter, positions));
    List<Node> nodes = graph.nodes().stream().filter(kept).toList();
    if (nodes.size() > filter.maxNodes()) {
      nodes = best(graph, nodes, filter.maxNodes());
    }
    var ids = new BitSet();
    nodes.forEach(node -> ids.set(node.id()));
    return new Visible(ids, nodes.size(), graph.nodes().size());
  }

  boolean has(Node node) {
    return ids.get(node.id());
  }

  /** An edge is seen where both its ends are. */
  boolean has(Edge edge) {
    return ids.get(edge.source()) && ids.get(edge.target());
  }

  private static Predicate<Node> ofGraph(Filter filter) {
    return filter.graph() == GraphKind.ALL
        ? _ -> true
        : node -> (node.type() == NodeType.ONTOLOGY) == (filter.graph() == GraphKind.ONTOLOGY);
  }

  private static Predicate<Node> ofType(Filter filter) {
    return filter.types().isEmpty()
        ? _ -> true
        : node ->
            filter.types().contains(node.metadata().kind().wireName())
                || filter.types().contains(node.type().wireName());
  }

  private static Predicate<Node> ofTag(Filter filter) {
    return filter.tags().isEmpty()
        ? _ -> true
        : node ->
            filter.tags().stream()
                .anyMatch(
                    tag ->
                        node.metadataId().equals("tag:" + tag)
                            || node.metadata().tags().stream().anyMatch(tag::equalsIgnoreCase));
  }

  private static Predicate<Node> found(Filter filter) {
    String search = filter.search();
    return search.isEmpty()
        ? _ -> true
        : node ->
            node.label().toLowerCase(Locale.ROOT).contains(search)
                || node.metadataId().toLowerCase(Locale.ROOT).contains(search);
  }

  private static Predicate<Node> inRegion(Filter filter, PositionsSnapshot positions) {
    Filter.Sphere region = filter.region();
    if (region == null) {
      return _ -> true;
    }
    double square = (double) region.radius() * region.radius();
    return node ->
        positions
            .position(node.id())
            .filter(
                at -> {
                  double dx = at.x() - region.x();
                  double dy = at.y() - region.y();
                  double dz = at.z() - region.z();
                  return dx * dx + dy * dy + dz * dz <= square;
                })
            .isPresent();
  }

  private static List<Node> best(Graph graph, List<Node> nodes, int count) {
    return nodes.stream()
        .sorted(
            Comparator.comparingDouble(Node::quality)
                .thenComparingInt(node -> graph.edgesOf(node.id()).size())
                .reversed()
                .thenComparingInt(Node::id))
        .limit(count)
        .toList();
  }
}
