package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpringsTest {
  private static final LayoutParameters PARAMETERS = LayoutParameters.defaults();

  @Test
  void pullsBothEndsWithOppositeForces() {
    SplittableRandom random = new SplittableRandom(5);
    Coordinates at = Graphs.cloud(2, 50, random);

    Coordinates forces = pullAll(Graphs.edges(at, new int[] {0}, new int[] {1}));

    assertThat(forces.x()[0]).isNotZero().isEqualTo(-forces.x()[1]);
    assertThat(forces.y()[0]).isNotZero().isEqualTo(-forces.y()[1]);
    assertThat(forces.z()[0]).isNotZero().isEqualTo(-forces.z()[1]);
  }

  @Test
  void addsUpToNothingOverAllNodes() {
    Coordinates at = Graphs.cloud(200, 50, new SplittableRandom(6));
    LayoutGraph random = Graphs.random(200, 600, 6);

    Coordinates forces = pullAll(Graphs.edges(at, random.sources(), random.targets()));

    double sum = 0;
    for (float force : forces.x()) {
      sum += force;
    }
    assertThat(sum).isCloseTo(0, Offset.offset(1e-3));
  }

  @Test
  void followsHooke() {
    float length = PARAMETERS.springLength();
    Coordinates at = Coordinates.zero(4);
    at.set(1, length + 10, 0, 0);
    at.set(3, length - 10, 0, 0);

    Coordinates forces = pullAll(Graphs.edges(at, new int[] {0, 2}, new int[] {1, 3}));

    Offset<Float> rounding = Offset.offset(1e-5f);
    assertThat(forces.x()[0]).isCloseTo(10 * PARAMETERS.springK(), rounding);
    assertThat(forces.x()[2]).isCloseTo(-10 * PARAMETERS.springK(), rounding);
  }

  @Test
  void pullsNoNodeToItselfAndNothingWhereEndsCoincide() {
    LayoutGraph graph = Graphs.edges(Coordinates.zero(2), new int[] {0, 0}, new int[] {0, 1});

    Coordinates forces = pullAll(graph);

    assertThat(forces.x()).containsExactly(0, 0);
    assertThat(new Springs(graph).degree(0)).isEqualTo(1);
  }

  private static Coordinates pullAll(LayoutGraph graph) {
    Springs springs = new Springs(graph);
    Coordinates forces = Coordinates.zero(graph.nodeCount());
    for (int node = 0; node < graph.nodeCount(); node++) {
      springs.pull(node, graph.positions(), PARAMETERS, forces);
    }
    return forces;
  }
}
