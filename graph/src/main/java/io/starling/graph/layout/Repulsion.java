package io.starling.graph.layout;

/**
 * Pushes all bodies apart: sorts them along the Z-curve, builds the octree over the sorted copies
 * and walks it for each body. Confined to the engine's thread, but for {@link #push}.
 */
final class Repulsion {
  private static final int GRAIN = 4_096;

  /** 2⁶⁴ / golden ratio: its multiples are spread evenly (Knuth, volume 3, 6.4). */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final Coordinates positions;
  private final float[] mass;
  private final boolean[] pinned;
  private final Coordinates sorted;
  private final float[] sortedMass;
  private final Cube cube = new Cube();
  private final MortonOrder order;
  private final Octree tree;
  private final WorkerTeam.Loop keysLoop;
  private final WorkerTeam.Loop gatherLoop;

  /** Makes it for bodies whose arrays are read at each step. */
  Repulsion(Coordinates positions, float[] mass, boolean[] pinned) {
    int count = positions.count();
    this.positions = positions;
    this.mass = mass;
    this.pinned = pinned;
    sorted = Coordinates.zero(count);
    sortedMass = new float[count];
    order = new MortonOrder(count);
    tree = new Octree(order.keys(), sorted, sortedMass);
    keysLoop = (from, to) -> order.computeKeys(positions, cube, from, to);
    gatherLoop = this::gather;
  }

  /** Takes in the present positions. */
  void prepare(WorkerTeam team, float theta) {
    int count = positions.count();
    cube.enclose(positions);
    team.forEach(count, GRAIN, keysLoop);
    order.sort();
    separate();
    team.forEach(count, GRAIN, gatherLoop);
    tree.build(cube, theta);
  }

  /** Gives the index of the body at each place of the order. */
  int[] order() {
    return order.order();
  }

  /**
   * Writes the forces on the bodies at some places of the order to {@code force}, at the bodies'
   * own indexes, for a constant of 1: product of masses / distance². Any thread.
   */
  void push(int from, int to, Coordinates force) {
    int[] bodies = order.order();
    for (int place = from; place < to; place++) {
      tree.pushOn(place, force, bodies[place]);
    }
  }

  /**
   * Sets bodies apart that share a cell of the finest grid, since no force could tell them apart.
   */
  private void separate() {
    long[] keys = order.keys();
    int[] bodies = order.order();
    for (int place = 1; place < keys.length; place++) {
      if (keys[place] == keys[place - 1] && !pinned[bodies[place]]) {
        long bits = bodies[place] * GOLDEN;
        positions.add(bodies[place], offset(bits), offset(bits >>> 16), offset(bits >>> 32));
      }
    }
  }

  /** Turns 16 bits into a length in [-1, 1). */
  private static float offset(long bits) {
    return (short) bits / 32_768f;
  }

  private void gather(int from, int to) {
    int[] bodies = order.order();
    for (int place = from; place < to; place++) {
      int body = bodies[place];
      sorted.set(place, positions.x()[body], positions.y()[body], positions.z()[body]);
      sortedMass[place] = mass[body];
    }
  }
}
