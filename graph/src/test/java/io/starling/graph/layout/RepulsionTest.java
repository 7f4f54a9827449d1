package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepulsionTest {
  private static final float THETA = LayoutParameters.defaults().theta();

  private final WorkerTeam team = new WorkerTeam(1);

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void isWithinTwoPercentOfTheExactSumInAnEvenCloud() {
    Coordinates at = Graphs.cloud(5_000, 300, new SplittableRandom(1));
    float[] mass = masses(5_000);

    Coordinates forces = forces(at, mass, THETA);

    assertThat(ExactRepulsion.relativeError(forces, at, mass)).isLessThan(0.02);
  }

  @Test
  void isWithinTwoPercentOfTheExactSumInASettledGraph() {
    try (BarnesHutLayout layout = new BarnesHutLayout(LayoutParameters.defaults(), 1, 1)) {
      layout.load(Graphs.random(4_000, 12_000, 1), 1);
      for (int step = 0; step < 150; step++) {
        layout.step();
      }

      Coordinates forces = forces(layout.positions(), layout.bodies().mass(), THETA);

      assertThat(ExactRepulsion.relativeError(forces, layout.positions(), layout.bodies().mass()))
          .isLessThan(0.02);
    }
  }

  @Test
  void comesNearerToTheExactSumWithANarrowerAngle() {
    Coordinates at = Graphs.cloud(2_000, 300, new SplittableRandom(2));
    float[] mass = masses(2_000);

    double wide = ExactRepulsion.relativeError(forces(at, mass, 1.2f), at, mass);
    double narrow = ExactRepulsion.relativeError(forces(at, mass, 0.2f), at, mass);

    assertThat(narrow).isLessThan(wide / 10).isLessThan(0.001);
  }

  @Test
  void pushesTwoBodiesApartWithOppositeForces() {
    Coordinates at = Coordinates.zero(2);
    at.set(0, -5, 1, 0);
    at.set(1, 5, 1, 0);
    float[] mass = {2, 2};

    Coordinates forces = forces(at, mass, THETA);

    assertThat(forces.x()[0]).isNegative().isEqualTo(-forces.x()[1]);
    assertThat(forces.y()).containsExactly(0, 0);
    assertThat(forces.z()).containsExactly(0, 0);
  }

  @Test
  void leavesASingleBodyAlone() {
    Coordinates forces = forces(Coordinates.zero(1), masses(1), THETA);

    assertThat(forces.x()).containsExactly(0);
  }

  @Test
  void setsCoincidentBodiesApartButNotPinnedOnes() {
    Coordinates at = Coordinates.zero(100);
    boolean[] pinned = new boolean[100];
    pinned[99] = true;

    new Repulsion(at, masses(100), pinned).prepare(team, THETA);

    assertThat(Arrays.stream(distances(at)).distinct().count()).isEqualTo(99);
    assertThat(at.x()[99]).isZero();
  }

  private static double[] distances(Coordinates at) {
    double[] distances = new double[at.count()];
    Arrays.setAll(distances, i -> Graphs.distance(at, 0, i));
    return distances;
  }

  private static float[] masses(int count) {
    float[] mass = new float[count];
    for (int i = 0; i < count; i++) {
      mass[i] = 1 + i % 7;
    }
    return mass;
  }

  private Coordinates forces(Coordinates at, float[] mass, float theta) {
    Repulsion repulsion = new Repulsion(at, mass, new boolean[at.count()]);
    Coordinates forces = Coordinates.zero(at.count());
    repulsion.prepare(team, theta);
    repulsion.push(0, at.count(), forces);
    return forces;
  }
}
