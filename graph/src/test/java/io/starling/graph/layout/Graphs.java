package io.starling.graph.layout;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Graphs to lay out. */
final class Graphs {
  private Graphs() {}

  /** Makes nodes without edges, all at the origin. */
  static LayoutGraph heap(int nodes) {
    return new LayoutGraph(Coordinates.zero(nodes), new int[0], new int[0], new float[0]);
  }

  /** Makes nodes without places and edges between random ones, the same for a seed. */
  static LayoutGraph random(int nodes, int edges, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] sources = random.ints(edges, 0, nodes).toArray();
    int[] targets = random.ints(edges, 0, nodes).toArray();
    return edges(unplaced(nodes), sources, targets);
  }

  /** Makes a hub, node 0, with leaves, none of them with a place. */
  static LayoutGraph star(int leaves) {
    int[] targets = new int[leaves];
    Arrays.setAll(targets, leaf -> leaf + 1);
    return edges(unplaced(leaves + 1), new int[leaves], targets);
  }

  /** Makes two rings that no edge joins, without places. */
  static LayoutGraph twoRings(int nodesEach) {
    int[] sources = new int[2 * nodesEach];
    int[] targets = new int[2 * nodesEach];
    for (int i = 0; i < 2 * nodesEach; i++) {
      int ring = i / nodesEach * nodesEach;
      sources[i] = i;
      targets[i] = ring + (i + 1) % nodesEach;
    }
    return edges(unplaced(2 * nodesEach), sources, targets);
  }

  static LayoutGraph edges(Coordinates at, int[] sources, int[] targets) {
    float[] weights = new float[sources.length];
    Arrays.fill(weights, 1);
    return new LayoutGraph(at, sources, targets, weights);
  }

  static Coordinates unplaced(int nodes) {
    Coordinates at = Coordinates.zero(nodes);
    Arrays.fill(at.x(), Float.NaN);
    return at;
  }

  /** Gives points of a cube around the origin, all volumes alike. */
  static Coordinates cloud(int count, float halfSize, SplittableRandom random) {
    Coordinates at = Coordinates.zero(count);
    for (int i = 0; i < count; i++) {
      at.set(
          i,
          (float) random.nextDouble(-halfSize, halfSize),
          (float) random.nextDouble(-halfSize, halfSize),
          (float) random.nextDouble(-halfSize, halfSize));
    }
    return at;
  }

  static double distance(Coordinates at, int a, int b) {
    return Math.sqrt(
        square(at.x()[a] - at.x()[b])
            + square(at.y()[a] - at.y()[b])
            + square(at.z()[a] - at.z()[b]));
  }

  private static double square(double value) {
    return value * value;
  }
}
