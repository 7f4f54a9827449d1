package io.starling.server.channel;

import io.starling.server.hub.ChannelLog;

/**
 * Writes the updates of one stream of positions in its format, and remembers what its subscribers
 * were last sent. Rows are numbers of the simulation's columns. Under the channel's lock.
 */
interface PositionWriter {

  /**
   * Nodes came, went or are seen anew.
   *
   * @param ids of all rows, ascending
   * @param rows those of the stream from now on, ascending
   * @return whether the format needs a keyframe now
   */
  boolean restructure(int[] ids, int[] rows);

  /** Writes all rows of the stream. */
  void keyframe(Motion.Stepped step, long seq, ChannelLog log);

  /** Writes what has moved beyond half a quantum, if anything; returns how many rows that is. */
  int moved(Motion.Stepped step, long seq, ChannelLog log);

  /** Writes one node of the stream, which somebody has put there. */
  void dragged(int row, Motion.Dragged drag, long seq, ChannelLog log);
}
