package io.starling.benchmarks.layout;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.LayoutEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Steps a second of an unfolded graph with three edges per node, all nodes active. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class LayoutBenchmark {
  private static final long SEED = 42;
  private static final int UNFOLDING_STEPS = 60;

  @Param({"1000", "10000", "100000"})
  int nodes;

  @Param({"1", "2"})
  int threads;

  private LayoutEngine layout = new BarnesHutLayout(SeededGraph.ACTIVE, 1, SEED);

  @Setup
  public void load() {
    layout = new BarnesHutLayout(SeededGraph.ACTIVE, threads, SEED);
    layout.load(SeededGraph.unfolded(nodes, 3 * nodes, SEED, UNFOLDING_STEPS), 1);
  }

  @TearDown
  public void close() {
    layout.close();
  }

  @Benchmark
  public float step() {
    layout.heat(1);
    layout.step();
    return layout.temperature();
  }
}
