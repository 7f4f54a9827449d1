package io.starling.benchmarks.layout;

import com.sun.management.OperatingSystemMXBean;
import io.starling.graph.layout.LayoutEngine;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a number of steps took. Processor time counts all threads and, unlike the clock, hardly
 * depends on what else the machine is doing. Immutable.
 */
record Timing(int steps, long nanos, long cpuNanos) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Runs steps of an engine in this process and times them. */
  static Timing of(LayoutEngine layout, int steps) {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      layout.step();
    }
    return new Timing(steps, System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu);
  }

  double stepsPerSecond() {
    return steps * 1e9 / nanos;
  }

  double cpuMillisPerStep() {
    return cpuNanos / 1e6 / steps;
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
