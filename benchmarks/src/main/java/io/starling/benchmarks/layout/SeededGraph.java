package io.starling.benchmarks.layout;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.Coordinates;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutGraph;
import io.starling.graph.layout.LayoutParameters;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Graphs that are the same for a seed. */
public final class SeededGraph {
  /**
   * Cools so slowly that all nodes stay active; the angle is the one that ngraph has by default.
   */
  public static final LayoutParameters ACTIVE = LayoutParameters.defaults().withIterations(100_000);

  private SeededGraph() {}

  /** Makes edges between random nodes that have no place yet. */
  public static LayoutGraph unplaced(int nodes, int edges, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] sources = new int[edges];
    int[] targets = new int[edges];
    for (int e = 0; e < edges; e++) {
      sources[e] = random.nextInt(nodes);
      targets[e] = (sources[e] + random.nextInt(1, nodes)) % nodes;
    }
    float[] weights = new float[edges];
    Arrays.fill(weights, 1);
    Coordinates at = Coordinates.zero(nodes);
    Arrays.fill(at.x(), Float.NaN);
    return new LayoutGraph(at, sources, targets, weights);
  }

  /** Makes the same graph unfolded by some steps, as it is for most of the time before rest. */
  static LayoutGraph unfolded(int nodes, int edges, long seed, int steps) {
    LayoutGraph graph = unplaced(nodes, edges, seed);
    try (LayoutEngine layout =
        new BarnesHutLayout(ACTIVE, Runtime.getRuntime().availableProcessors(), seed)) {
      layout.load(graph, 1);
      for (int step = 0; step < steps; step++) {
        layout.step();
      }
      return new LayoutGraph(
          layout.positions().copy(), graph.sources(), graph.targets(), graph.weights());
    }
  }
}
