package io.starling.graph.layout;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * Finds a first place for nodes that have none: near the middle of their neighbours; those that no
 * edge joins to a placed node go into a small ball around the centre, from which the forces unfold
 * them. Confined to the caller's thread.
 */
final class Placement {
  private final Coordinates at;
  private final Springs springs;
  private final float springLength;
  private final SplittableRandom random;
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  Placement(Coordinates at, Springs springs, float springLength, SplittableRandom random) {
    this.at = at;
    this.springs = springs;
    this.springLength = springLength;
    this.random = random;
  }

  /** Gives every node finite coordinates; placed nodes keep theirs. */
  void placeAll() {
    for (int node = 0; node < at.count(); node++) {
      if (!at.isFinite(node)) {
        at.set(node, Float.NaN, Float.NaN, Float.NaN);
      } else {
        open.add(node);
      }
    }
    spreadFromPlaced();
    float radius = springLength / 3 * (float) Math.cbrt(at.count());
    for (int node = 0; node < at.count(); node++) {
      if (!at.isFinite(node)) {
        scatter(node, 0, 0, 0, radius);
      }
    }
  }

  private void spreadFromPlaced() {
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int i = 0; i < springs.degree(node); i++) {
        int other = springs.neighbour(node, i);
        if (!at.isFinite(other)) {
          placeAmongNeighbours(other);
          open.add(other);
        }
      }
    }
  }

  private void placeAmongNeighbours(int node) {
    float x = 0;
    float y = 0;
    float z = 0;
    int placed = 0;
    for (int i = 0; i < springs.degree(node); i++) {
      int other = springs.neighbour(node, i);
      if (at.isFinite(other)) {
        x += at.x()[other];
        y += at.y()[other];
        z += at.z()[other];
        placed++;
      }
    }
    scatter(node, x / placed, y / placed, z / placed, springLength);
  }

  /** Picks a point of the ball, all volumes alike. */
  private void scatter(int node, float x, float y, float z, float radius) {
    double dx;
    double dy;
    double dz;
    do {
      dx = random.nextDouble(-1, 1);
      dy = random.nextDouble(-1, 1);
      dz = random.nextDouble(-1, 1);
    } while (dx * dx + dy * dy + dz * dz > 1);
    at.set(node, x + radius * (float) dx, y + radius * (float) dy, z + radius * (float) dz);
  }
}
