package io.starling.protocol.binary;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about nodes, as columns beside those of {@link Columns}: by row, shared with
 * their owner and never copied. A column that is not there is unknown in every row. Immutable but
 * for the arrays.
 */
public final class Analytics {
  /** Nothing was found out. */
  public static final Analytics UNKNOWN = new Analytics(null, null, null, null, null);

  private final float @Nullable [] distance;
  private final int @Nullable [] parent;
  private final int @Nullable [] cluster;
  private final float @Nullable [] centrality;
  private final float @Nullable [] mass;

  private Analytics(
      float @Nullable [] distance,
      int @Nullable [] parent,
      int @Nullable [] cluster,
      float @Nullable [] centrality,
      float @Nullable [] mass) {
    this.distance = distance;
    this.parent = parent;
    this.cluster = cluster;
    this.centrality = centrality;
    this.mass = mass;
  }

  /** Returns a copy with shortest paths: their lengths, and the ids before each node. */
  public Analytics withPaths(float[] newDistance, int[] newParent) {
    return new Analytics(newDistance, newParent, cluster, centrality, mass);
  }

  /** Returns a copy with the numbers of the nodes' clusters. */
  public Analytics withClusters(int[] newCluster) {
    return new Analytics(distance, parent, newCluster, centrality, mass);
  }

  /** Returns a copy that says how central each node is. */
  public Analytics withCentrality(float[] newCentrality) {
    return new Analytics(distance, parent, cluster, newCentrality, mass);
  }

  /** Returns a copy with the nodes' masses. */
  public Analytics withMass(float[] newMass) {
    return new Analytics(distance, parent, cluster, centrality, newMass);
  }

  /** Returns the length of a row's shortest path, or +Infinity. */
  public float distance(int row) {
    return distance == null ? Float.POSITIVE_INFINITY : distance[row];
  }

  /** Returns the id before a row's node on its shortest path, or -1. */
  public int parent(int row) {
    return parent == null ? -1 : parent[row];
  }

  /** Returns the number of a row's cluster, or -1. */
  public int cluster(int row) {
    return cluster == null ? -1 : cluster[row];
  }

  /** Returns how central a row's node is, or 0. */
  public float centrality(int row) {
    return centrality == null ? 0 : centrality[row];
  }

  /** Returns a row's mass, or 1. */
  public float mass(int row) {
    return mass == null ? 1 : mass[row];
  }
}
