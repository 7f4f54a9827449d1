package io.starling.graph.layout;

/**
 * The cube that holds all bodies; its corner with the least coordinates and its edge. One object is
 * filled anew at each step. Confined to the engine's thread while it is filled.
 */
final class Cube {
  private float x;
  private float y;
  private float z;
  private float size = 1;

  float x() {
    return x;
  }

  float y() {
    return y;
  }

  float z() {
    return z;
  }

  /** Gives the length of an edge, at least 1. */
  float size() {
    return size;
  }

  void enclose(Coordinates points) {
    x = least(points.x());
    y = least(points.y());
    z = least(points.z());
    float extent =
        Math.max(
            Math.max(most(points.x()) - x, most(points.y()) - y),
            Math.max(most(points.z()) - z, 1));
    size = extent * 1.0001f; // so that the greatest coordinate falls inside
  }

  private static float least(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static float most(float[] values) {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
