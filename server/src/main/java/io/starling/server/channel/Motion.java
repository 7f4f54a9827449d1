package io.starling.server.channel;

import io.starling.protocol.binary.Columns;

/** What is published to the position stream. Valid for the time of the publication. */
sealed interface Motion {

  /**
   * A step of the simulation.
   *
   * @param structure grows when nodes come, go or change their type
   * @param ids of the rows, ascending
   * @param x of the rows, like the next two
   * @param resting nothing moves after this one
   */
  @SuppressWarnings("ArrayRecordComponent") // the simulation's own arrays, never kept
  record Stepped(
      long structure,
      int[] ids,
      Columns columns,
      float[] x,
      float[] y,
      float[] z,
      long timeMillis,
      boolean resting)
      implements Motion {}

  /** Somebody drags a node. */
  record Dragged(int typedId, float x, float y, float z, long timeMillis) implements Motion {}
}
