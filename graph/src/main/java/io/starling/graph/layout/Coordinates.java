package io.starling.graph.layout;

/**
 * One array per axis; the point with index {@code i} is at {@code (x[i], y[i], z[i])}. The arrays
 * are handed over, not copied: who makes it says who may write. Confined to its owner's thread.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of the engine's own arrays, never compared
public record Coordinates(float[] x, float[] y, float[] z) {

  public Coordinates {
    if (x.length != y.length || x.length != z.length) {
      throw new IllegalArgumentException(
          "axes of different length: " + x.length + ", " + y.length + ", " + z.length);
    }
  }

  /** Makes {@code count} points at the origin. */
  public static Coordinates zero(int count) {
    return new Coordinates(new float[count], new float[count], new float[count]);
  }

  /** Gives the number of points. */
  public int count() {
    return x.length;
  }

  /** Makes a copy with arrays of its own. */
  public Coordinates copy() {
    return new Coordinates(x.clone(), y.clone(), z.clone());
  }

  void set(int index, float newX, float newY, float newZ) {
    x[index] = newX;
    y[index] = newY;
    z[index] = newZ;
  }

  void add(int index, float dx, float dy, float dz) {
    x[index] += dx;
    y[index] += dy;
    z[index] += dz;
  }

  void scale(int index, float factor) {
    x[index] *= factor;
    y[index] *= factor;
    z[index] *= factor;
  }

  /** Moves every point to within ± {@code bound} on each axis. */
  void confine(float bound) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(-bound, Math.min(bound, x[i]));
      y[i] = Math.max(-bound, Math.min(bound, y[i]));
      z[i] = Math.max(-bound, Math.min(bound, z[i]));
    }
  }

  boolean isFinite(int index) {
    return Float.isFinite(x[index]) && Float.isFinite(y[index]) && Float.isFinite(z[index]);
  }
}
