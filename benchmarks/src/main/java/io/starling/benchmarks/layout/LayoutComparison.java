package io.starling.benchmarks.layout;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs our layout and ngraph.forcelayout in turns on the same graph from the same positions with
 * the same opening angle, all nodes active, and prints the medians.
 */
public final class LayoutComparison {
  private static final long SEED = 42;
  private static final int THREADS = 2;
  private static final int ROUNDS = 7;
  private static final double ROUND_SECONDS = 2;

  private LayoutComparison() {}

  /** Takes the script of the peer and the numbers of nodes. */
  public static void main(String[] arguments) throws IOException {
    print("| nodes | edges | Starling, steps/s | ngraph, steps/s | ratio | RMS force error |");
    print("|---|---|---|---|---|---|");
    for (String nodes : Arrays.asList(arguments).subList(1, arguments.length)) {
      compare(Path.of(arguments[0]), Integer.parseInt(nodes));
    }
  }

  private static void compare(Path script, int nodes) throws IOException {
    LayoutGraph graph = SeededGraph.unfolded(nodes, 3 * nodes, SEED, nodes > 50_000 ? 40 : 150);
    float theta = SeededGraph.ACTIVE.theta();
    try (LayoutEngine ours = new BarnesHutLayout(SeededGraph.ACTIVE, THREADS, SEED);
        NgraphPeer peer = new NgraphPeer(script, graph, theta)) {
      ours.load(graph, 1);
      int ourSteps = (int) Math.max(1, ROUND_SECONDS * warm(ours));
      int theirSteps = (int) Math.max(1, ROUND_SECONDS * warm(peer));
      double[] our = new double[ROUNDS];
      double[] their = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        our[round] = stepsPerSecond(ours, ourSteps);
        their[round] = peer.stepsPerSecond(theirSteps);
      }
      Arrays.sort(our);
      Arrays.sort(their);
      double ratio = our[ROUNDS / 2] / their[ROUNDS / 2];
      print(
          String.format(
              Locale.ROOT,
              "| %,d | %,d | %s | %s | %.1f × | %.2f %% |",
              nodes,
              graph.edgeCount(),
              spread(our),
              spread(their),
              ratio,
              100 * new ForceError(graph).relative(theta)));
    }
  }

  /**
   * Runs for some seconds, so that the compiler is done, and gives the steps a second of the end.
   */
  private static double warm(LayoutEngine layout) {
    double rate = stepsPerSecond(layout, 2);
    for (int round = 0; round < 3; round++) {
      rate = stepsPerSecond(layout, (int) Math.max(2, rate * ROUND_SECONDS));
    }
    return rate;
  }

  private static double warm(NgraphPeer peer) {
    double rate = peer.stepsPerSecond(2);
    for (int round = 0; round < 2; round++) {
      rate = peer.stepsPerSecond((int) Math.max(2, rate * ROUND_SECONDS));
    }
    return rate;
  }

  private static double stepsPerSecond(LayoutEngine layout, int steps) {
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      layout.step();
    }
    return steps * 1e9 / (System.nanoTime() - start);
  }

  private static String spread(double[] sorted) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f–%.1f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  @SuppressWarnings("SystemOut") // a command-line tool: its table is its output
  private static void print(String line) {
    System.out.println(line);
  }
}
