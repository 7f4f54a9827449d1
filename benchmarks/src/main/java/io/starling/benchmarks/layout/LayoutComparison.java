package io.starling.benchmarks.layout;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Runs our layout and ngraph.forcelayout in turns on the same graph from the same positions with
 * the same opening angle, all nodes active, and prints the medians.
 */
public final class LayoutComparison {
  private static final long SEED = 42;
  private static final int THREADS = 2;
  private static final int ROUNDS = 7;
  private static final double ROUND_SECONDS = 2;
  private static final int OUR_WARM_ROUNDS = 3;
  private static final int THEIR_WARM_ROUNDS = 2;

  private LayoutComparison() {}

  /** Takes the script of the peer and the numbers of nodes. */
  public static void main(String[] arguments) throws IOException {
    print(
        "| nodes | edges | Starling, steps/s | ngraph, steps/s | ratio"
            + " | CPU ms a step | ngraph, CPU ms a step | RMS force error |");
    print("|--:|--:|--:|--:|--:|--:|--:|--:|");
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
      int ourSteps = warm(steps -> Timing.of(ours, steps), OUR_WARM_ROUNDS);
      int theirSteps = warm(peer::time, THEIR_WARM_ROUNDS);
      List<Timing> our = new ArrayList<>();
      List<Timing> their = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        our.add(Timing.of(ours, ourSteps));
        their.add(peer.time(theirSteps));
      }
      printRow(graph, our, their, new ForceError(graph).relative(theta));
    }
  }

  /** Runs until the compiler is done, and gives the steps that fill a round then. */
  private static int warm(IntFunction<Timing> run, int rounds) {
    int steps = 2;
    for (int round = 0; round <= rounds; round++) {
      steps = (int) Math.max(2, ROUND_SECONDS * run.apply(steps).stepsPerSecond());
    }
    return steps;
  }

  private static void printRow(
      LayoutGraph graph, List<Timing> our, List<Timing> their, double error) {
    double[] ourRates = values(our, Timing::stepsPerSecond);
    double[] theirRates = values(their, Timing::stepsPerSecond);
    print(
        String.format(
            Locale.ROOT,
            "| %,d | %,d | %s | %s | %.1f × | %.1f | %.1f | %.2f %% |",
            graph.nodeCount(),
            graph.edgeCount(),
            spread(ourRates),
            spread(theirRates),
            Timing.median(ourRates) / Timing.median(theirRates),
            Timing.median(values(our, Timing::cpuMillisPerStep)),
            Timing.median(values(their, Timing::cpuMillisPerStep)),
            100 * error));
  }

  private static double[] values(List<Timing> timings, ToDoubleFunction<Timing> value) {
    return timings.stream().mapToDouble(value).toArray();
  }

  private static String spread(double[] values) {
    DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
    return String.format(
        Locale.ROOT, "%.1f (%.1f–%.1f)", Timing.median(values), all.getMin(), all.getMax());
  }

  @SuppressWarnings("SystemOut") // a command-line tool: its table is its output
  private static void print(String line) {
    System.out.println(line);
  }
}
