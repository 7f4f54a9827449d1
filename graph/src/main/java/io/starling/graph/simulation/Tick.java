package io.starling.graph.simulation;

import io.starling.graph.layout.Coordinates;

/**
 * What a step led to. A view of the simulation's own arrays, filled anew at each tick: read it
 * during {@link TickListener#tick}, copy what is needed longer, write nothing. The node {@code
 * ids()[i]} is at {@code (x()[i], y()[i], z()[i])} for i from 0 to {@code count() - 1}; ids ascend;
 * velocities are in units per second. Confined to the simulation thread.
 */
public final class Tick {
  private int[] ids = new int[0];
  private Coordinates positions = Coordinates.zero(0);
  private Coordinates velocities = Coordinates.zero(0);
  private long version;
  private long timeMillis;
  private boolean resting;

  Tick() {}

  void nodes(int[] nodeIds, Coordinates at, Coordinates speed) {
    ids = nodeIds;
    positions = at;
    velocities = speed;
  }

  void advance(long millis, boolean last) {
    version++;
    timeMillis = millis;
    resting = last;
  }

  public int count() {
    return ids.length;
  }

  public int[] ids() {
    return ids;
  }

  public float[] x() {
    return positions.x();
  }

  public float[] y() {
    return positions.y();
  }

  public float[] z() {
    return positions.z();
  }

  public float[] vx() {
    return velocities.x();
  }

  public float[] vy() {
    return velocities.y();
  }

  public float[] vz() {
    return velocities.z();
  }

  /** Gives the number of this tick, one more than the one before. */
  public long version() {
    return version;
  }

  /** Gives the time of the step in milliseconds since 1970. */
  public long timeMillis() {
    return timeMillis;
  }

  /** Says whether this is the last tick before the simulation sleeps. */
  public boolean resting() {
    return resting;
  }
}
