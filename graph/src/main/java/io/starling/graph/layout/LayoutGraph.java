package io.starling.graph.layout;

/**
 * A graph as an engine takes it: nodes are the indexes 0 to {@code positions.count() - 1}, edge
 * {@code e} joins {@code sources[e]} and {@code targets[e]}. Direction plays no part; an edge from
 * a node to itself pulls nothing. The engine copies what it keeps.
 *
 * @param positions where the nodes start; one with a coordinate that is not finite is placed by the
 *     engine, near its neighbours if any of them has a place
 * @param weights strength of each edge relative to a plain link, positive
 */
@SuppressWarnings("ArrayRecordComponent") // 300,000 edges in a list of objects would cost more
public record LayoutGraph(Coordinates positions, int[] sources, int[] targets, float[] weights) {

  public LayoutGraph {
    if (sources.length != targets.length || sources.length != weights.length) {
      throw new IllegalArgumentException("sources, targets and weights differ in length");
    }
    for (int e = 0; e < sources.length; e++) {
      requireNode(sources[e], positions.count());
      requireNode(targets[e], positions.count());
      if (!(weights[e] > 0 && weights[e] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("weight " + weights[e] + " is not positive and finite");
      }
    }
  }

  /** Gives the number of nodes. */
  public int nodeCount() {
    return positions.count();
  }

  /** Gives the number of edges. */
  public int edgeCount() {
    return sources.length;
  }

  private static void requireNode(int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("node index " + index + " is not in [0, " + count + ")");
    }
  }
}
