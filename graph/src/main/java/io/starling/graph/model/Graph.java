package io.starling.graph.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A whole graph at one moment. Nodes and edges are in ascending order of their ids, so that a
 * look-up is a binary search and the difference of two graphs is one walk. Immutable.
 */
public final class Graph {
  private static final Graph EMPTY = new Graph(0, List.of(), List.of());

  private final long version;
  private final List<Node> nodes;
  private final List<Edge> edges;
  private final int[] ids;
  private final Map<String, Node> byMetadataId;
  private final Adjacency adjacency;

  private Graph(long version, List<Node> nodes, List<Edge> edges) {
    this.version = version;
    this.nodes = nodes;
    this.edges = edges;
    this.ids = nodes.stream().mapToInt(Node::id).toArray();
    requireDistinct("nodes", ids);
    requireDistinct("edges", edges.stream().mapToInt(Edge::id).toArray());
    this.byMetadataId = indexed(nodes);
    this.adjacency = Adjacency.of(ids, edges);
  }

  /** Gives the graph of nothing, version 0. */
  public static Graph empty() {
    return EMPTY;
  }

  /**
   * Makes a snapshot.
   *
   * @throws IllegalArgumentException when two nodes share an id or a metadata id, two edges share
   *     an id, or an edge names a node that isn't there
   */
  public static Graph of(long version, Collection<Node> nodes, Collection<Edge> edges) {
    return new Graph(
        version,
        nodes.stream().sorted(Comparator.comparingInt(Node::id)).toList(),
        edges.stream().sorted(Comparator.comparingInt(Edge::id)).toList());
  }

  /** Gives the number of this snapshot; a later one of the same source has a higher number. */
  public long version() {
    return version;
  }

  /** Gives all nodes, ascending by id. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Gives all edges, ascending by id. */
  public List<Edge> edges() {
    return edges;
  }

  public Optional<Node> node(int id) {
    int index = Arrays.binarySearch(ids, id);
    return index < 0 ? Optional.empty() : Optional.of(nodes.get(index));
  }

  public Optional<Node> node(String metadataId) {
    return Optional.ofNullable(byMetadataId.get(metadataId));
  }

  /** Gives the edges that start or end at this node, ascending by id; none for an unknown node. */
  public List<Edge> edgesOf(int nodeId) {
    int index = Arrays.binarySearch(ids, nodeId);
    return index < 0
        ? List.of()
        : Arrays.stream(adjacency.edgesOf(index)).mapToObj(edges::get).toList();
  }

  /**
   * Gives the ids of the nodes that share an edge with this one, ascending and each once; none for
   * an unknown node.
   */
  public int[] neighbours(int nodeId) {
    return edgesOf(nodeId).stream()
        .flatMapToInt(edge -> IntStream.of(edge.source(), edge.target()))
        .filter(id -> id != nodeId)
        .sorted()
        .distinct()
        .toArray();
  }

  @Override
  public String toString() {
    return "Graph[version=" + version + ", nodes=" + nodes.size() + ", edges=" + edges.size() + "]";
  }

  private static Map<String, Node> indexed(List<Node> nodes) {
    Map<String, Node> index = HashMap.newHashMap(nodes.size());
    for (Node node : nodes) {
      Node other = index.put(node.metadataId(), node);
      if (other != null) {
        throw new IllegalArgumentException(
            "nodes " + other.id() + " and " + node.id() + " are both " + node.metadataId());
      }
    }
    return index;
  }

  private static void requireDistinct(String what, int[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException("two " + what + " share the id " + sorted[i]);
      }
    }
  }
}
