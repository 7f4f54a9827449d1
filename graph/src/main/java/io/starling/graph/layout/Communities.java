package io.starling.graph.layout;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Groups of nodes with more edges among themselves than to others, by label propagation (Raghavan,
 * Albert, Kumara, "Near linear time algorithm to detect community structures in large-scale
 * networks", 2007), and the middle of each, to which the cluster force pulls. Confined to the
 * engine's thread, but for {@link #centre}.
 */
final class Communities {
  private static final int ROUNDS = 12;

  private final Springs springs;
  private final int[] labels;
  private final float[] votes;
  private final float[] mass;
  private final Coordinates centres;

  Communities(Springs springs, float[] nodeMass, SplittableRandom random) {
    int count = nodeMass.length;
    this.springs = springs;
    labels = new int[count];
    votes = new float[count];
    mass = new float[count];
    centres = Coordinates.zero(count);
    Arrays.setAll(labels, node -> node);
    int[] order = shuffled(count, random);
    boolean changed = true;
    for (int round = 0; round < ROUNDS && changed; round++) {
      changed = false;
      for (int node : order) {
        changed |= join(node);
      }
    }
    for (int node = 0; node < count; node++) {
      mass[labels[node]] += nodeMass[node];
    }
  }

  /** Gives the number of the community of a node. */
  int of(int node) {
    return labels[node];
  }

  /** Computes the middle of every community. */
  void centre(Coordinates at, float[] nodeMass) {
    Arrays.fill(centres.x(), 0);
    Arrays.fill(centres.y(), 0);
    Arrays.fill(centres.z(), 0);
    for (int node = 0; node < labels.length; node++) {
      int label = labels[node];
      float share = nodeMass[node] / mass[label];
      centres.add(label, share * at.x()[node], share * at.y()[node], share * at.z()[node]);
    }
  }

  /** Adds the pull of a node to the middle of its community, for a constant of 1. */
  void pull(int node, Coordinates at, float factor, Coordinates force) {
    int label = labels[node];
    force.add(
        node,
        factor * (centres.x()[label] - at.x()[node]),
        factor * (centres.y()[label] - at.y()[node]),
        factor * (centres.z()[label] - at.z()[node]));
  }

  /**
   * Gives a node the label that most of its neighbours have; of several its own, else the first.
   */
  private boolean join(int node) {
    int best = labels[node];
    for (int i = 0; i < springs.degree(node); i++) {
      votes[labels[springs.neighbour(node, i)]] += springs.strength(node, i);
    }
    for (int i = 0; i < springs.degree(node); i++) {
      int label = labels[springs.neighbour(node, i)];
      best = votes[label] > votes[best] ? label : best;
    }
    for (int i = 0; i < springs.degree(node); i++) {
      votes[labels[springs.neighbour(node, i)]] = 0;
    }
    boolean changed = best != labels[node];
    labels[node] = best;
    return changed;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
