package io.starling.graph.layout;

/**
 * Moves the nodes of a graph, a fixed step at a time, until they are at rest. Confined to the
 * thread that calls it; an implementation may use more threads within a call.
 *
 * <p>Positions are in units in which a typical edge is 30 long, within ± {@link
 * LayoutParameters#boundsSize()}; velocities are in units per second; a step is {@link
 * #STEP_SECONDS}.
 */
public interface LayoutEngine extends AutoCloseable {

  /** Length of a step in seconds. */
  float STEP_SECONDS = 1 / 60f;

  /**
   * Replaces the graph, forgets all pins and velocities, and warms up to at least {@code heat}.
   *
   * @param heat share of {@link LayoutParameters#temperature()}, in [0, 1]: 1 unfolds a new graph,
   *     0.2 lets a few new nodes find their place
   */
  void load(LayoutGraph graph, float heat);

  /** Applies from the next step on. */
  void parameters(LayoutParameters parameters);

  /** Warms up to at least this share of the temperature, in [0, 1]. */
  void heat(float heat);

  /**
   * Holds a node exactly there (within the bounds) until {@link #unpin}, moves it if it is held
   * already, and warms up.
   *
   * @throws IllegalArgumentException when a coordinate is not finite
   */
  void pin(int index, float x, float y, float z);

  /** Lets a node go and warms up; nothing happens to one that isn't held. */
  void unpin(int index);

  /** Moves everything by one step; does nothing at rest. */
  void step();

  /**
   * Says whether a step would move nothing; it stays so until one of the other methods warms up.
   */
  boolean atRest();

  /** Gives the present temperature, from 0 (at rest) to {@link LayoutParameters#temperature()}. */
  float temperature();

  /**
   * Gives the mean kinetic energy of a node after the last step, mass · (units per second)² / 2.
   */
  double energy();

  /** Gives the number of nodes. */
  default int count() {
    return positions().count();
  }

  /** Gives the engine's own arrays, to be read between two steps; {@link #load} replaces them. */
  Coordinates positions();

  /** Gives the engine's own arrays, to be read between two steps; {@link #load} replaces them. */
  Coordinates velocities();

  @Override
  void close();
}
