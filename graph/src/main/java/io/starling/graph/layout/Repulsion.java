package io.starling.graph.layout;

/**
 * Pushes all bodies apart: sorts them along the Z-curve, builds the octree over the sorted copies
 * and walks it for each body. Confined to the engine's thread, but for {@link #push}.
 */
final class Repulsion {
  private static final int GRAIN = 4_096;

  private final Coordinates positions;
  private final float[] mass;
  private final Coordinates sorted;
  private final float[] sortedMass;
  private final Cube cube = new Cube();
  private final MortonOrder order;
  private final Octree tree;
  private final WorkerTeam.Loop keysLoop;
  private final WorkerTeam.Loop gatherLoop;

  Repulsion(Coordinates positions, float[] mass) {
    int count = positions.count();
    this.positions = positions;
    this.mass = mass;
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

  private void gather(int from, int to) {
    int[] bodies = order.order();
    for (int place = from; place < to; place++) {
      int body = bodies[place];
      sorted.set(place, positions.x()[body], positions.y()[body], positions.z()[body]);
      sortedMass[place] = mass[body];
    }
  }
}
