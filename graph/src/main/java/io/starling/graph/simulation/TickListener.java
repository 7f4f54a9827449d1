package io.starling.graph.simulation;

/** Is told of every tick. */
@FunctionalInterface
public interface TickListener {

  /**
   * Takes a tick; called on the simulation thread, which waits for it. What it throws is logged and
   * hurts no one else.
   */
  void tick(Tick tick);
}
