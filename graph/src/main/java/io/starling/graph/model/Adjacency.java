package io.starling.graph.model;

import java.util.Arrays;
import java.util.List;

/**
 * Edges by node in compressed rows: the incident edges of the node at index {@code n} are {@code
 * edges[starts[n]]} to {@code edges[starts[n + 1] - 1]}. Two flat arrays instead of a list per
 * node. Immutable.
 */
final class Adjacency {
  private final int[] starts;
  private final int[] edges;

  private Adjacency(int[] starts, int[] edges) {
    this.starts = starts;
    this.edges = edges;
  }

  /**
   * Builds the rows; {@code ids} is sorted and {@code ids[n]} is the id of the node at index {@code
   * n}.
   */
  static Adjacency of(int[] ids, List<Edge> edges) {
    int count = edges.size();
    int[] sources = new int[count];
    int[] targets = new int[count];
    int[] starts = new int[ids.length + 1];
    for (int e = 0; e < count; e++) {
      Edge edge = edges.get(e);
      sources[e] = indexOf(ids, edge, edge.source());
      targets[e] = indexOf(ids, edge, edge.target());
      starts[sources[e] + 1]++;
      if (sources[e] != targets[e]) {
        starts[targets[e] + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] rows = new int[starts[ids.length]];
    int[] next = starts.clone();
    for (int e = 0; e < count; e++) {
      rows[next[sources[e]]++] = e;
      if (sources[e] != targets[e]) {
        rows[next[targets[e]]++] = e;
      }
    }
    return new Adjacency(starts, rows);
  }

  /** Gives the indexes of the edges that start or end at the node with this index. */
  int[] edgesOf(int nodeIndex) {
    return Arrays.copyOfRange(edges, starts[nodeIndex], starts[nodeIndex + 1]);
  }

  private static int indexOf(int[] ids, Edge edge, int id) {
    int index = Arrays.binarySearch(ids, id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "edge " + edge.id() + " names node " + id + ", which is not in the graph");
    }
    return index;
  }
}
