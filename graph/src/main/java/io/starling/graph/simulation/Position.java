package io.starling.graph.simulation;

/** A point in units of the layout. Immutable. */
public record Position(float x, float y, float z) {

  /** Says whether no coordinate is NaN or infinite. */
  public boolean isFinite() {
    return Float.isFinite(x) && Float.isFinite(y) && Float.isFinite(z);
  }
}
