package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommunitiesTest {

  @Test
  void tellsTwoCliquesApartThatOneEdgeJoins() {
    int[] sources = new int[41];
    int[] targets = new int[41];
    int edge = clique(0, 0, sources, targets);
    edge = clique(5, edge, sources, targets);
    sources[edge] = 0;
    targets[edge] = 5;
    int[] from = Arrays.copyOf(sources, edge + 1);
    int[] to = Arrays.copyOf(targets, edge + 1);

    Communities communities = communities(Graphs.edges(Coordinates.zero(10), from, to));

    assertThat(labels(communities, 0, 5)).hasSize(1);
    assertThat(labels(communities, 5, 10)).hasSize(1);
    assertThat(communities.of(0)).isNotEqualTo(communities.of(9));
  }

  @Test
  void pullsMembersTogetherAndNobodyElse() {
    Coordinates at = Coordinates.zero(3);
    at.set(0, -10, 0, 0);
    at.set(1, 10, 0, 0);
    at.set(2, 50, 0, 0);
    Communities communities = communities(Graphs.edges(at, new int[] {0}, new int[] {1}));
    Coordinates forces = Coordinates.zero(3);

    communities.centre(at, new float[] {1, 1, 1});
    for (int node = 0; node < 3; node++) {
      communities.pull(node, at, 0.5f, forces);
    }

    assertThat(forces.x()).containsExactly(5, -5, 0);
  }

  private static int clique(int first, int edge, int[] sources, int[] targets) {
    int next = edge;
    for (int a = first; a < first + 5; a++) {
      for (int b = first; b < a; b++) {
        sources[next] = a;
        targets[next++] = b;
      }
    }
    return next;
  }

  private static int[] labels(Communities communities, int from, int to) {
    return IntStream.range(from, to).map(communities::of).distinct().toArray();
  }

  private static Communities communities(LayoutGraph graph) {
    float[] mass = new float[graph.nodeCount()];
    Arrays.fill(mass, 1);
    return new Communities(new Springs(graph), mass, new SplittableRandom(1));
  }
}
