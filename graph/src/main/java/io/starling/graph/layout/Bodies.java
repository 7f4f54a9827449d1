package io.starling.graph.layout;

/**
 * What an engine keeps of a loaded graph, by node index; all but the edges changes at each step.
 * Confined to the engine's threads.
 *
 * @param forces of the step that is being computed
 * @param mass 1 + a third of the strength of a node's edges
 */
@SuppressWarnings("ArrayRecordComponent") // the engine's working arrays, never compared
record Bodies(
    Coordinates positions,
    Coordinates velocities,
    Coordinates forces,
    float[] mass,
    boolean[] pinned,
    Springs springs,
    Repulsion repulsion) {

  /** Makes bodies at standstill. */
  static Bodies of(LayoutGraph graph) {
    int count = graph.nodeCount();
    Coordinates positions = graph.positions().copy();
    Springs springs = new Springs(graph);
    float[] mass = new float[count];
    for (int i = 0; i < count; i++) {
      mass[i] = 1 + springs.strengthOf(i) / 3;
    }
    boolean[] pinned = new boolean[count];
    return new Bodies(
        positions,
        Coordinates.zero(count),
        Coordinates.zero(count),
        mass,
        pinned,
        springs,
        new Repulsion(positions, mass, pinned));
  }

  int count() {
    return mass.length;
  }

  /** Brings all to a standstill. */
  void stop() {
    for (int i = 0; i < mass.length; i++) {
      velocities.set(i, 0, 0, 0);
    }
  }
}
