package io.starling.graph.layout;

/** What an engine keeps of a loaded graph, by node index. Confined to the engine's threads. */
final class Bodies {
  final Coordinates positions;
  final Coordinates velocities;
  final Coordinates forces;
  final float[] mass;
  final boolean[] pinned;
  final Springs springs;
  final Repulsion repulsion;

  Bodies(LayoutGraph graph) {
    int count = graph.nodeCount();
    positions = graph.positions().copy();
    velocities = Coordinates.zero(count);
    forces = Coordinates.zero(count);
    mass = new float[count];
    pinned = new boolean[count];
    springs = new Springs(graph);
    for (int i = 0; i < count; i++) {
      mass[i] = 1 + springs.strengthOf(i) / 3;
    }
    repulsion = new Repulsion(positions, mass, pinned);
  }

  void stop() {
    for (int i = 0; i < mass.length; i++) {
      velocities.set(i, 0, 0, 0);
    }
  }
}
