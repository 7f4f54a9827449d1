package io.starling.graph.layout;

/**
 * The temperature of a layout: a factor on all forces that falls by the same share at each step and
 * reaches rest after the number of steps that the parameters say. Confined to the engine's thread.
 */
final class Cooling {
  /** Share of the full temperature at which all is at rest. */
  private static final float REST = 0.004f;

  private LayoutParameters parameters;
  private float factor = 1;
  private float share;

  Cooling(LayoutParameters parameters) {
    this.parameters = parameters;
    apply(parameters);
  }

  void apply(LayoutParameters now) {
    parameters = now;
    factor = (float) Math.exp(Math.log(REST) / now.iterations());
  }

  /** Warms up to at least this share of the full temperature; a share of 0 changes nothing. */
  void heat(float atLeast) {
    if (!(atLeast >= 0 && atLeast <= 1)) {
      throw new IllegalArgumentException("heat " + atLeast + " is not in [0, 1]");
    }
    share = Math.max(share, atLeast);
  }

  void cool() {
    share *= factor;
    if (share < REST) {
      share = 0;
    }
  }

  void rest() {
    share = 0;
  }

  boolean atRest() {
    return share == 0;
  }

  float temperature() {
    return share * parameters.temperature();
  }
}
