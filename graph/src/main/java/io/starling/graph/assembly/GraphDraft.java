package io.starling.graph.assembly;

import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph being put together by names. An edge from a node to itself is dropped; edges of one
 * source, target and type become one with their number as weight. Confined to one assembly.
 */
final class GraphDraft {
  /** Sorted, so that the same folder gives the same ids in every process. */
  private final SortedMap<String, NodeDraft> nodes = new TreeMap<>();

  private final List<Connection> connections = new ArrayList<>();

  private record Connection(String source, String target, String type) {}

  void add(NodeDraft node) {
    nodes.putIfAbsent(node.metadataId(), node);
  }

  boolean has(String metadataId) {
    return nodes.containsKey(metadataId);
  }

  void connect(String source, String target, String type) {
    if (!source.equals(target)) {
      connections.add(new Connection(source, target, type));
    }
  }

  /**
   * Numbers everything.
   *
   * @throws IllegalArgumentException when an edge ends at nothing, or there are more nodes than ids
   */
  Graph graph(Ids ids, long version) {
    Map<String, Integer> numbers = HashMap.newHashMap(nodes.size());
    nodes.keySet().forEach(name -> numbers.put(name, ids.node(name)));
    List<Edge> edges = edges(numbers, ids);
    Map<Integer, Integer> links = HashMap.newHashMap(nodes.size());
    for (Edge edge : edges) {
      links.merge(edge.source(), 1, Integer::sum);
      links.merge(edge.target(), 1, Integer::sum);
    }
    List<Node> numbered = new ArrayList<>(nodes.size());
    nodes.forEach(
        (name, draft) -> {
          int id = number(numbers, name);
          numbered.add(draft.node(id, links.getOrDefault(id, 0)));
        });
    return Graph.of(version, numbered, edges);
  }

  private List<Edge> edges(Map<String, Integer> numbers, Ids ids) {
    SortedMap<String, Connections> byType = new TreeMap<>();
    for (Connection connection : connections) {
      byType
          .computeIfAbsent(connection.type(), _ -> new Connections())
          .add(number(numbers, connection.source()), number(numbers, connection.target()));
    }
    List<Edge> edges = new ArrayList<>();
    byType.forEach(
        (type, pairs) ->
            pairs.count(
                (ends, count) ->
                    edges.add(
                        new Edge(
                            ids.edge(type, ends),
                            Connections.source(ends),
                            Connections.target(ends),
                            type,
                            count))));
    return edges;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("an edge ends at " + name + ", which is no node");
    }
    return number;
  }
}
