package io.starling.benchmarks.layout;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.Coordinates;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutGraph;
import io.starling.graph.layout.LayoutParameters;
import java.util.Arrays;

/**
 * How far the repulsion is from the sum over all pairs: the velocity after one step from standstill
 * with nothing but repulsion is the force over the mass.
 */
final class ForceError {
  private static final int SAMPLES = 2_000;

  private final LayoutGraph graph;
  private final double[] mass;

  ForceError(LayoutGraph graph) {
    this.graph = graph;
    mass = new double[graph.nodeCount()];
    Arrays.fill(mass, 1);
    for (int e = 0; e < graph.edgeCount(); e++) {
      mass[graph.sources()[e]] += 1 / 3.0;
      mass[graph.targets()[e]] += 1 / 3.0;
    }
  }

  /** Gives the root of the mean squared error over that of the mean squared force. */
  double relative(float theta) {
    LayoutParameters repulsionOnly =
        new LayoutParameters(true, 0, 0, 15, 1, 0, 0, 100_000, 1, 100_000, 10_000, theta);
    try (LayoutEngine layout = new BarnesHutLayout(repulsionOnly, 1, 1)) {
      layout.load(graph, 1);
      layout.step();
      return compare(layout.velocities());
    }
  }

  private double compare(Coordinates velocities) {
    double errors = 0;
    double exacts = 0;
    int stride = Math.max(1, graph.nodeCount() / SAMPLES);
    for (int node = 0; node < graph.nodeCount(); node += stride) {
      double[] exact = exact(node);
      double dx = exact[0] - velocities.x()[node] * LayoutEngine.STEP_SECONDS;
      double dy = exact[1] - velocities.y()[node] * LayoutEngine.STEP_SECONDS;
      double dz = exact[2] - velocities.z()[node] * LayoutEngine.STEP_SECONDS;
      errors += dx * dx + dy * dy + dz * dz;
      exacts += exact[0] * exact[0] + exact[1] * exact[1] + exact[2] * exact[2];
    }
    return Math.sqrt(errors / exacts);
  }

  private double[] exact(int node) {
    Coordinates at = graph.positions();
    double[] sum = new double[3];
    for (int other = 0; other < graph.nodeCount(); other++) {
      double dx = at.x()[node] - (double) at.x()[other];
      double dy = at.y()[node] - (double) at.y()[other];
      double dz = at.z()[node] - (double) at.z()[other];
      double square = dx * dx + dy * dy + dz * dz + 1; // softened as the engine does
      double w = mass[other] / (square * Math.sqrt(square));
      sum[0] += w * dx;
      sum[1] += w * dy;
      sum[2] += w * dz;
    }
    return sum;
  }
}
