package io.starling.graph.layout;

/**
 * The temperature of a layout: a factor on all forces that falls, slowly at first, to rest after
 * the number of steps that the parameters say; sooner when nothing has moved for a while. Confined
 * to the engine's thread.
 */
final class Cooling {
  /** Fastest node in units per second that counts as still: far below what a screen can show. */
  private static final float STILL_SPEED = 0.05f;

  private static final int STILL_STEPS = 30;

  private LayoutParameters parameters;
  private int stepsLeft;
  private int stillFor;

  Cooling(LayoutParameters parameters) {
    this.parameters = parameters;
  }

  /** Takes new parameters; what is left to cool keeps its share. */
  void apply(LayoutParameters now) {
    stepsLeft = Math.round((float) stepsLeft / parameters.iterations() * now.iterations());
    parameters = now;
  }

  /** Warms up to at least this share of the steps from warm to rest; 0 changes nothing. */
  void heat(float share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("heat " + share + " is not in [0, 1]");
    }
    stepsLeft = Math.max(stepsLeft, Math.round(share * parameters.iterations()));
    stillFor = 0;
  }

  /** Counts a step in which no node was faster than this. */
  void cool(float fastest) {
    stillFor = fastest < STILL_SPEED ? stillFor + 1 : 0;
    stepsLeft = stillFor < STILL_STEPS ? Math.max(0, stepsLeft - 1) : 0;
  }

  void rest() {
    stepsLeft = 0;
  }

  boolean atRest() {
    return stepsLeft == 0;
  }

  /** Gives the factor; the parabola leaves three quarters of it at half time. */
  float temperature() {
    float share = (float) stepsLeft / parameters.iterations();
    return share * (2 - share) * parameters.temperature();
  }
}
