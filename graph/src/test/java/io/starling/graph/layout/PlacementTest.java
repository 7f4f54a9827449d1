package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final float SPRING_LENGTH = 15;

  @Test
  void keepsTheNodesThatHaveAPlace() {
    Coordinates at = Graphs.unplaced(3);
    at.set(1, 7, 8, 9);

    place(Graphs.edges(at, new int[] {0}, new int[] {1}));

    assertThat(at.x()[1]).isEqualTo(7);
    assertThat(at.y()[1]).isEqualTo(8);
    assertThat(at.z()[1]).isEqualTo(9);
  }

  @Test
  void putsANewNodeNearTheMiddleOfItsNeighbours() {
    Coordinates at = Graphs.unplaced(4);
    at.set(0, 100, 500, 0);
    at.set(1, 300, 500, 0);
    at.set(2, 200, 500, 0);

    place(Graphs.edges(at, new int[] {3, 3}, new int[] {0, 1}));

    assertThat(Graphs.distance(at, 2, 3)).isBetween(0.0, (double) SPRING_LENGTH);
  }

  @Test
  void leadsAChainOfNewNodesAwayFromAPlacedOne() {
    Coordinates at = Graphs.unplaced(4);
    at.set(0, 1_000, 0, 0);

    place(Graphs.edges(at, new int[] {0, 1, 2}, new int[] {1, 2, 3}));

    assertThat(Graphs.distance(at, 0, 3)).isLessThan(3 * SPRING_LENGTH);
  }

  @Test
  void unfoldsANewGraphFromTheCentre() {
    LayoutGraph graph = Graphs.random(1_000, 3_000, 1);

    place(graph);

    double farthest = SPRING_LENGTH / 3.0 * Math.cbrt(1_000);
    for (int node = 0; node < 1_000; node++) {
      assertThat(graph.positions().isFinite(node)).isTrue();
      assertThat(Math.abs(graph.positions().x()[node])).isLessThanOrEqualTo((float) farthest);
    }
  }

  @Test
  void takesAnyBrokenCoordinateForAMissingPlace() {
    Coordinates at = Coordinates.zero(3);
    at.set(0, Float.POSITIVE_INFINITY, 0, 0);
    at.set(1, 0, Float.NaN, 0);
    at.set(2, 0, 0, Float.NEGATIVE_INFINITY);

    place(Graphs.edges(at, new int[0], new int[0]));

    for (int node = 0; node < 3; node++) {
      assertThat(at.isFinite(node)).isTrue();
    }
  }

  private static void place(LayoutGraph graph) {
    new Placement(graph.positions(), new Springs(graph), SPRING_LENGTH, new SplittableRandom(1))
        .placeAll();
  }
}
