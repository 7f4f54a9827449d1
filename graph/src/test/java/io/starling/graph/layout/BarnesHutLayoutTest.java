package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarnesHutLayoutTest {
  private static final LayoutParameters DEFAULTS = LayoutParameters.defaults();
  private static final LayoutParameters LOWEST =
      new LayoutParameters(true, 0, 0, 1, 0, 0, 0, 1, 0.001f, 10, 50, 0.1f);
  private static final LayoutParameters HIGHEST =
      new LayoutParameters(true, 1, 0.5f, 1_000, 10_000, 1, 1, 100_000, 2, 100_000, 10_000, 1.2f);
  private static final LayoutParameters WILDEST =
      new LayoutParameters(true, 0, 0.5f, 1, 10_000, 0, 1, 100_000, 2, 100_000, 10_000, 1.2f);

  @Test
  void isDeterministicForASeedAndOneThread() {
    Coordinates first = settled(1, 7, 60);
    Coordinates second = settled(1, 7, 60);

    assertSame(first, second);
  }

  @Test
  void givesTheSameInParallel() {
    Coordinates alone = settled(1, 7, 60);
    Coordinates together = settled(4, 7, 60);

    assertSame(alone, together);
  }

  @Test
  void dependsOnTheSeed() {
    assertThat(settled(1, 7, 1).x()).isNotEqualTo(settled(1, 8, 1).x());
  }

  @Test
  void coolsToRestAndStaysThere() {
    try (LayoutEngine layout = loaded(Graphs.random(200, 300, 1))) {
      int steps = runToRest(layout);
      Coordinates before = layout.positions().copy();

      layout.step();

      assertThat(steps).isBetween(100, DEFAULTS.iterations());
      assertThat(layout.temperature()).isZero();
      assertThat(layout.velocities().x()).containsOnly(0);
      assertSame(before, layout.positions());
    }
  }

  @Test
  void settlesWithTypicalEdgesOfThirtyUnits() {
    LayoutGraph graph = Graphs.random(250, 380, 3);
    try (LayoutEngine layout = loaded(graph)) {
      runToRest(layout);

      double sum = 0;
      for (int e = 0; e < graph.edgeCount(); e++) {
        sum += Graphs.distance(layout.positions(), graph.sources()[e], graph.targets()[e]);
      }
      assertThat(sum / graph.edgeCount()).isBetween(20.0, 40.0);
    }
  }

  @Test
  void isStillMovingLessAtTheEnd() {
    try (LayoutEngine layout = loaded(Graphs.random(500, 900, 1))) {
      layout.step();
      layout.step();
      double early = layout.energy();

      runToRest(layout);

      assertThat(layout.energy()).isLessThan(early / 1_000);
    }
  }

  @Test
  void wakesWhenANodeIsPinnedOrLetGo() {
    try (LayoutEngine layout = loaded(Graphs.random(50, 80, 1))) {
      runToRest(layout);

      layout.pin(3, 100, 0, 0);

      assertThat(layout.atRest()).isFalse();
      runToRest(layout);
      layout.unpin(3);
      assertThat(layout.atRest()).isFalse();
    }
  }

  @Test
  void wakesWhenParametersChangeButNotWhenTheyAreTheSame() {
    try (LayoutEngine layout = loaded(Graphs.random(50, 80, 1))) {
      runToRest(layout);

      layout.parameters(DEFAULTS);

      assertThat(layout.atRest()).isTrue();
      layout.parameters(DEFAULTS.withIterations(100));
      assertThat(layout.atRest()).isFalse();
    }
  }

  @Test
  void holdsAPinnedNodeExactlyAndDragsItsNeighbours() {
    try (LayoutEngine layout = loaded(Graphs.star(5))) {
      runToRest(layout);

      layout.pin(0, 200.25f, -3.5f, 17);
      runToRest(layout);

      assertThat(layout.positions().x()[0]).isEqualTo(200.25f);
      assertThat(layout.positions().y()[0]).isEqualTo(-3.5f);
      assertThat(layout.positions().z()[0]).isEqualTo(17);
      assertThat(Graphs.distance(layout.positions(), 0, 1)).isLessThan(100);
    }
  }

  @Test
  void pinsWithinTheBoundsAndRefusesWhatIsNotFinite() {
    try (LayoutEngine layout = loaded(Graphs.heap(2))) {
      layout.pin(0, 20_000, 0, -20_000);

      assertThat(layout.positions().x()[0]).isEqualTo(10_000);
      assertThat(layout.positions().z()[0]).isEqualTo(-10_000);
      assertThatThrownBy(() -> layout.pin(1, Float.NaN, 0, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void movesNothingButPinsWhenDisabled() {
    try (LayoutEngine layout = loaded(Graphs.random(20, 30, 1))) {
      layout.parameters(DEFAULTS.withEnabled(false));
      layout.pin(5, 1, 2, 3);
      Coordinates before = layout.positions().copy();

      layout.step();

      assertThat(layout.atRest()).isTrue();
      assertSame(before, layout.positions());
    }
  }

  @Test
  void keepsPlacesThatAreGiven() {
    Coordinates at = Graphs.cloud(30, 100, new SplittableRandom(1));
    try (LayoutEngine layout = new BarnesHutLayout(DEFAULTS, 1, 1)) {
      layout.load(Graphs.edges(at, new int[0], new int[0]), 0);

      assertSame(at, layout.positions());
      assertThat(layout.atRest()).isTrue();
    }
  }

  @Test
  void takesPlacesOutsideTheBoundsInside() {
    Coordinates at = Coordinates.zero(2);
    at.set(0, 1e30f, 0, 0);
    try (LayoutEngine layout = loaded(Graphs.edges(at, new int[] {0}, new int[] {1}))) {
      assertThat(layout.positions().x()[0]).isEqualTo(10_000);

      layout.step();

      assertFinite(layout.positions(), 10_000);
    }
  }

  static Stream<Arguments> pathologies() {
    return Stream.of(LOWEST, HIGHEST, WILDEST, DEFAULTS)
        .flatMap(
            parameters ->
                Stream.of(
                        Graphs.heap(0),
                        Graphs.heap(1),
                        Graphs.heap(2),
                        Graphs.heap(3_000),
                        Graphs.twoRings(50),
                        Graphs.star(10_000),
                        Graphs.random(300, 20_000, 1))
                    .map(graph -> Arguments.of(graph, parameters)));
  }

  @ParameterizedTest
  @MethodSource("pathologies")
  void staysFiniteAndWithinBounds(LayoutGraph graph, LayoutParameters parameters) {
    try (LayoutEngine layout = new BarnesHutLayout(parameters, 2, 1)) {
      layout.load(graph, 1);
      for (int step = 0; step < 40; step++) {
        layout.step();
      }

      assertFinite(layout.positions(), parameters.boundsSize());
      assertFinite(layout.velocities(), parameters.maxVelocity() * 1.001f);
    }
  }

  @Test
  void spreadsNodesThatAllStartInOnePlace() {
    try (LayoutEngine layout = loaded(Graphs.heap(500))) {
      runToRest(layout);

      double nearest = Double.MAX_VALUE;
      for (int node = 1; node < 500; node++) {
        nearest = Math.min(nearest, Graphs.distance(layout.positions(), 0, node));
      }
      assertThat(nearest).isGreaterThan(5);
    }
  }

  @Test
  void keepsUnlinkedNodesNearTheRest() {
    try (LayoutEngine layout = loaded(Graphs.twoRings(30))) {
      runToRest(layout);

      assertThat(Graphs.distance(layout.positions(), 0, 30)).isLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void allocatesNothingInAStep(int threads) {
    ThreadMXBean threadsBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LayoutEngine layout = new BarnesHutLayout(DEFAULTS.withIterations(100_000), threads, 1)) {
      layout.load(Graphs.random(3_000, 9_000, 1), 1);
      long[] ids = layoutThreads();
      steps(layout, 100);
      long before = allocated(threadsBean, ids);
      long overhead = allocated(threadsBean, ids) - before;

      before = allocated(threadsBean, ids);
      steps(layout, 100);
      long after = allocated(threadsBean, ids);

      assertThat(after - before - overhead).isLessThan(100);
    }
  }

  private static long allocated(ThreadMXBean bean, long[] ids) {
    long sum = 0;
    for (long id : ids) {
      sum += bean.getThreadAllocatedBytes(id);
    }
    return sum;
  }

  private static long[] layoutThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.equals(Thread.currentThread()) || thread.getName().startsWith("layout-"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  private static void steps(LayoutEngine layout, int count) {
    for (int step = 0; step < count; step++) {
      layout.step();
    }
  }

  private static LayoutEngine loaded(LayoutGraph graph) {
    LayoutEngine layout = new BarnesHutLayout(DEFAULTS, 1, 1);
    layout.load(graph, 1);
    return layout;
  }

  private static int runToRest(LayoutEngine layout) {
    int steps = 0;
    while (!layout.atRest()) {
      layout.step();
      steps++;
    }
    return steps;
  }

  private static Coordinates settled(int threads, long seed, int steps) {
    try (LayoutEngine layout = new BarnesHutLayout(DEFAULTS, threads, seed)) {
      layout.load(Graphs.random(1_000, 2_000, 1), 1);
      steps(layout, steps);
      return layout.positions().copy();
    }
  }

  private static void assertSame(Coordinates a, Coordinates b) {
    assertThat(a.x()).containsExactly(b.x());
    assertThat(a.y()).containsExactly(b.y());
    assertThat(a.z()).containsExactly(b.z());
  }

  private static void assertFinite(Coordinates values, float most) {
    Offset<Float> within = Offset.offset(most);
    for (int i = 0; i < values.count(); i++) {
      assertThat(values.x()[i]).isCloseTo(0, within);
      assertThat(values.y()[i]).isCloseTo(0, within);
      assertThat(values.z()[i]).isCloseTo(0, within);
    }
  }
}
