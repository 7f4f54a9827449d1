package io.starling.graph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GraphTest {
  private final Node reef = page(7, "reef.md");
  private final Node kelp = page(3, "kelp.md");
  private final Node crab = page(5, "crab.md");
  private final Edge reefToKelp = new Edge(2, 7, 3, "link", 1);
  private final Edge kelpToReef = new Edge(1, 3, 7, "link", 2);

  @Test
  void findsNodesByIdAndByMetadataId() {
    Graph graph = Graph.of(1, List.of(reef, kelp, crab), List.of());

    assertThat(graph.node(5)).contains(crab);
    assertThat(graph.node("reef.md")).contains(reef);
    assertThat(graph.node(4)).isEqualTo(Optional.empty());
    assertThat(graph.node("gone.md")).isEqualTo(Optional.empty());
  }

  @Test
  void keepsNodesAndEdgesInOrderOfTheirIds() {
    Graph graph = Graph.of(1, List.of(reef, kelp, crab), List.of(reefToKelp, kelpToReef));

    assertThat(graph.nodes()).containsExactly(kelp, crab, reef);
    assertThat(graph.edges()).containsExactly(kelpToReef, reefToKelp);
  }

  @Test
  void givesNeighboursOnceInWhicheverDirectionTheEdgeRuns() {
    Graph graph = Graph.of(1, List.of(reef, kelp, crab), List.of(reefToKelp, kelpToReef));

    assertThat(graph.neighbours(7)).containsExactly(3);
    assertThat(graph.neighbours(3)).containsExactly(7);
    assertThat(graph.neighbours(5)).isEmpty();
    assertThat(graph.edgesOf(3)).containsExactly(kelpToReef, reefToKelp);
    assertThat(graph.edgesOf(99)).isEmpty();
  }

  @Test
  void refusesAnEdgeToANodeThatIsNotThere() {
    assertThatThrownBy(() -> Graph.of(1, List.of(kelp), List.of(kelpToReef)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edge 1 names node 7, which is not in the graph");
  }

  @Test
  void refusesTwoNodesOfOneName() {
    assertThatThrownBy(() -> Graph.of(1, List.of(kelp, page(4, "kelp.md")), List.of()))
        .hasMessage("nodes 3 and 4 are both kelp.md");
  }

  @Test
  void refusesTwoNodesOfOneId() {
    assertThatThrownBy(() -> Graph.of(1, List.of(kelp, page(3, "else.md")), List.of()))
        .hasMessage("two nodes share the id 3");
  }

  @Test
  void refusesPropertiesThatHaveNoJsonForm() {
    assertThatThrownBy(
            () -> new Metadata(NodeKind.PAGE, List.of(), 0, 0, null, Map.of("at", new Object())))
        .hasMessageContaining("property at holds a java.lang.Object");
  }

  private static Node page(int id, String path) {
    return new Node(id, path, path, NodeType.KNOWLEDGE, 0.5f, Metadata.of(NodeKind.PAGE));
  }
}
