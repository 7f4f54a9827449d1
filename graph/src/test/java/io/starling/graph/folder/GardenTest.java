package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.model.Graph;
import io.starling.graph.model.NodeKind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example that comes with Starling. */
final class GardenTest {

  @Test
  void isABodyOfPagesAndAnOntologyWithoutAProblem() throws Exception {
    FolderGraph garden =
        FolderGraph.open(Path.of("..", "examples", "garden"), FolderOptions.DEFAULT);

    assertThat(garden.diagnostics()).isEmpty();
    assertThat(garden.graph().nodes()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(kinds(garden.graph()))
        .containsKeys(
            NodeKind.PAGE,
            NodeKind.MISSING,
            NodeKind.TAG,
            NodeKind.CLASS,
            NodeKind.PROPERTY,
            NodeKind.INDIVIDUAL);
    assertThat(kinds(garden.graph()).get(NodeKind.PAGE)).isGreaterThanOrEqualTo(80);
  }

  private static Map<NodeKind, Integer> kinds(Graph graph) {
    Map<NodeKind, Integer> kinds = new EnumMap<>(NodeKind.class);
    graph.nodes().forEach(node -> kinds.merge(node.metadata().kind(), 1, Integer::sum));
    return kinds;
  }
}
