package io.starling.benchmarks.codec;

import io.starling.benchmarks.compact.Trace;
import io.starling.graph.layout.Coordinates;
import io.starling.protocol.agent.AgentColumns;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.message.TypeBits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The first nodes of a simulation that settles, looked at ten times a second, and as many agents in
 * the same places. Immutable but for the arrays that encoders share.
 *
 * @param trace positions at the beginning and after each update
 * @param count how many nodes of it, with ids from 1 on
 */
record Scene(List<Coordinates> trace, int count) {
  static final int UPDATES_PER_SECOND = 10;

  /** Unix ms of the first positions. */
  static final long BEGIN = 1_795_262_400_000L;

  /** The flags of every record. */
  static final int ACTIVE = 1;

  private static final int LEAST_SIMULATED = 1_000;
  private static final long SEED = 20_261_121;

  /** Health, cpu, memory and workload by agent, and tokens. */
  @SuppressWarnings("ArrayRecordComponent") // columns for encoders, never compared
  record Reports(float[][] gauges, int[] tokens) {}

  /** Few nodes are some of 1,000, since a graph of one does not move. */
  static Scene of(int nodes) {
    return new Scene(Trace.SETTLING.record(Math.max(LEAST_SIMULATED, nodes)), nodes);
  }

  Rows rows() {
    return Rows.range(0, count);
  }

  /** The update in the middle: the graph has unfolded and is not at rest. */
  int middle() {
    return trace.size() / 2;
  }

  long time(int update) {
    return BEGIN + update * 1_000L / UPDATES_PER_SECOND;
  }

  /** Where nodes are at an update, and how fast they came there. */
  Columns nodes(int update) {
    int[] typedIds = new int[count];
    Arrays.setAll(typedIds, i -> TypeBits.KNOWLEDGE | i + 1);
    return Columns.of(typedIds, axes(update), velocities(update));
  }

  /** What the agents report: percents of one decimal, as monitors tell them. */
  Reports reports() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] gauges = new float[4][count];
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      for (float[] gauge : gauges) {
        gauge[i] = random.nextInt(1_001) / 10f;
      }
      tokens[i] = random.nextInt(1_000_000);
    }
    return new Reports(gauges, tokens);
  }

  /** Agents at an update, with ids from 1 on, all of them active. */
  AgentColumns agents(int update) {
    Reports reports = reports();
    float[][] at = axes(update);
    float[][] by = velocities(update);
    byte[] flags = new byte[count];
    Arrays.fill(flags, (byte) ACTIVE);
    return AgentColumns.of(
        IntStream.rangeClosed(1, count).toArray(),
        new float[][] {at[0], at[1], at[2], by[0], by[1], by[2]},
        reports.gauges(),
        reports.tokens(),
        flags);
  }

  float[][] axes(int update) {
    Coordinates at = trace.get(update);
    return new float[][] {at.x(), at.y(), at.z()};
  }

  /** Units per second. */
  float[][] velocities(int update) {
    float[][] now = axes(update);
    float[][] before = axes(Math.max(0, update - 1));
    float[][] velocities = new float[3][count];
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < count; i++) {
        velocities[axis][i] = (now[axis][i] - before[axis][i]) * UPDATES_PER_SECOND;
      }
    }
    return velocities;
  }
}
