package io.starling.graph.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphChangeTest {

  @Test
  void namesWhatWasAddedChangedAndRemoved() {
    Graph before =
        Graph.of(
            1,
            List.of(page(1, 0.1f), page(2, 0.2f), page(3, 0.3f)),
            List.of(edge(1, 1, 2), edge(2, 2, 3)));
    Graph after =
        Graph.of(
            2,
            List.of(page(1, 0.1f), page(2, 0.9f), page(4, 0.4f)),
            List.of(edge(1, 1, 2), edge(5, 2, 4)));

    GraphChange change = GraphChange.between(before, after);

    assertThat(change.nodes()).containsExactly(page(2, 0.9f), page(4, 0.4f));
    assertThat(change.edges()).containsExactly(edge(5, 2, 4));
    assertThat(change.removedNodes()).containsExactly(3);
    assertThat(change.removedEdges()).containsExactly(2);
  }

  @Test
  void isEmptyWhenOnlyTheVersionDiffers() {
    Graph before = Graph.of(1, List.of(page(1, 0.1f)), List.of());
    Graph after = Graph.of(2, List.of(page(1, 0.1f)), List.of());

    GraphChange change = GraphChange.between(before, after);

    assertThat(change.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void appliedToTheGraphBeforeGivesTheGraphAfter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      Graph before = randomGraph(random);
      Graph after = randomGraph(random);

      GraphChange change = GraphChange.between(before, after);

      assertThat(appliedNodes(change)).isEqualTo(after.nodes());
      assertThat(appliedEdges(change)).isEqualTo(after.edges());
      assertThat(change.nodes())
          .doesNotContainAnyElementsOf(
              before.nodes().isEmpty() ? List.of(page(99, 0)) : before.nodes());
      assertThat(IntStream.of(change.removedNodes()))
          .allMatch(id -> before.node(id).isPresent() && after.node(id).isEmpty());
    }
  }

  private static List<Node> appliedNodes(GraphChange change) {
    Map<Integer, Node> nodes =
        change.before().nodes().stream()
            .collect(Collectors.toMap(Node::id, node -> node, (a, _) -> a, TreeMap::new));
    for (int id : change.removedNodes()) {
      nodes.remove(id);
    }
    change.nodes().forEach(node -> nodes.put(node.id(), node));
    return List.copyOf(nodes.values());
  }

  private static List<Edge> appliedEdges(GraphChange change) {
    Map<Integer, Edge> edges =
        change.before().edges().stream()
            .collect(Collectors.toMap(Edge::id, edge -> edge, (a, _) -> a, TreeMap::new));
    for (int id : change.removedEdges()) {
      edges.remove(id);
    }
    change.edges().forEach(edge -> edges.put(edge.id(), edge));
    return List.copyOf(edges.values());
  }

  private static Graph randomGraph(SplittableRandom random) {
    Map<Integer, Node> nodes = new HashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      int id = 1 + random.nextInt(16);
      nodes.put(id, page(id, random.nextInt(3) / 2f));
    }
    List<Integer> ids = List.copyOf(nodes.keySet());
    Map<Integer, Edge> edges = new HashMap<>();
    for (int i = ids.isEmpty() ? 0 : random.nextInt(20); i > 0; i--) {
      int id = 1 + random.nextInt(24);
      edges.put(
          id, edge(id, ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size()))));
    }
    return Graph.of(random.nextInt(100), nodes.values(), edges.values());
  }

  private static Node page(int id, float quality) {
    return new Node(
        id, id + ".md", "Page " + id, NodeType.KNOWLEDGE, quality, Metadata.of(NodeKind.PAGE));
  }

  private static Edge edge(int id, int source, int target) {
    return new Edge(id, source, target, "link", 1);
  }
}
