package io.starling.graph.layout;

/**
 * The edges as springs, in compressed rows: every node has all its springs in one run, so that each
 * thread adds up the pull on its own nodes alone and no sum needs a lock. An edge is computed from
 * both ends, with the same figures but for the sign. Immutable.
 */
final class Springs {
  private static final float STRONGEST = 4;

  private final int[] starts;
  private final int[] others;
  private final float[] strengths;

  Springs(LayoutGraph graph) {
    int[] sources = graph.sources();
    int[] targets = graph.targets();
    starts = new int[graph.nodeCount() + 1];
    for (int e = 0; e < sources.length; e++) {
      if (sources[e] != targets[e]) {
        starts[sources[e] + 1]++;
        starts[targets[e] + 1]++;
      }
    }
    for (int n = 0; n < graph.nodeCount(); n++) {
      starts[n + 1] += starts[n];
    }
    others = new int[starts[graph.nodeCount()]];
    strengths = new float[others.length];
    int[] next = starts.clone();
    for (int e = 0; e < sources.length; e++) {
      if (sources[e] != targets[e]) {
        float strength = strength(graph.weights()[e]);
        add(next[sources[e]]++, targets[e], strength);
        add(next[targets[e]]++, sources[e], strength);
      }
    }
  }

  /** Gives the sum of the strengths of a node's springs. */
  float strengthOf(int node) {
    float sum = 0;
    for (int s = starts[node]; s < starts[node + 1]; s++) {
      sum += strengths[s];
    }
    return sum;
  }

  /** Gives the number of a node's springs. */
  int degree(int node) {
    return starts[node + 1] - starts[node];
  }

  /** Gives the node at the other end of a node's spring {@code i}, from 0 to its degree. */
  int neighbour(int node, int i) {
    return others[starts[node] + i];
  }

  /** Gives the strength of a node's spring {@code i}. */
  float strength(int node, int i) {
    return strengths[starts[node] + i];
  }

  /** Adds Hooke's pull on a node to its force; springs without length pull nowhere. */
  void pull(int node, Coordinates at, LayoutParameters parameters, Coordinates force) {
    float[] x = at.x();
    float[] y = at.y();
    float[] z = at.z();
    float k = parameters.springK();
    float natural = k * parameters.springLength();
    float fx = 0;
    float fy = 0;
    float fz = 0;
    for (int s = starts[node]; s < starts[node + 1]; s++) {
      int other = others[s];
      float dx = x[other] - x[node];
      float dy = y[other] - y[node];
      float dz = z[other] - z[node];
      float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz + Float.MIN_NORMAL);
      float w = strengths[s] * (k - natural / length);
      fx += w * dx;
      fy += w * dy;
      fz += w * dz;
    }
    force.add(node, fx, fy, fz);
  }

  private void add(int at, int other, float strength) {
    others[at] = other;
    strengths[at] = strength;
  }

  /** Lets a link that is made ten times pull harder, not ten times as hard. */
  private static float strength(float weight) {
    return (float) Math.clamp(1 + Math.log(weight), 0.25, STRONGEST);
  }
}
