package io.starling.protocol.binary;

/**
 * Nodes as columns, shared with their owner and never copied: row {@code i} of each array is one
 * node. Whoever writes to the arrays does so before or after an encoding, never meanwhile.
 */
public final class Columns {
  final int[] typedIds;
  final float[] x;
  final float[] y;
  final float[] z;
  final float[] vx;
  final float[] vy;
  final float[] vz;
  final Analytics analytics;

  private Columns(int[] typedIds, float[][] position, float[][] velocity, Analytics analytics) {
    this.typedIds = typedIds;
    x = position[0];
    y = position[1];
    z = position[2];
    vx = velocity[0];
    vy = velocity[1];
    vz = velocity[2];
    this.analytics = analytics;
  }

  /**
   * Makes columns over these arrays.
   *
   * @param typedIds ids, with their type bits where a format carries these; others leave them off
   * @param position the arrays x, y, z
   * @param velocity the arrays vx, vy, vz
   */
  public static Columns of(int[] typedIds, float[][] position, float[][] velocity) {
    if (position.length != 3 || velocity.length != 3) {
      throw new IllegalArgumentException("a vector has three columns");
    }
    return new Columns(typedIds, position, velocity, Analytics.UNKNOWN);
  }

  /** Returns the same columns beside others of what was found out about their rows. */
  public Columns with(Analytics found) {
    return new Columns(typedIds, new float[][] {x, y, z}, new float[][] {vx, vy, vz}, found);
  }

  /** Returns the id of a row, with its type bits. */
  public int typedId(int row) {
    return typedIds[row];
  }

  public float x(int row) {
    return x[row];
  }

  public float y(int row) {
    return y[row];
  }

  public float z(int row) {
    return z[row];
  }

  /** Makes columns without velocities, for formats that carry none. */
  public static Columns of(int[] typedIds, float[][] position) {
    return of(typedIds, position, new float[3][0]);
  }
}
