package io.starling.graph.layout;

/**
 * What a user may set of the layout. Forces are accelerations of a node of mass 1 in units per
 * step², a step being {@link LayoutEngine#STEP_SECONDS}. The mass of a node is 1 + a third of the
 * strength of its edges, so that hubs repel more and move less. Immutable.
 *
 * @param enabled whether anything moves but what is pinned; default true
 * @param damping share of its velocity that a node loses in a step, in [0, 1]; default 0.2
 * @param springK pull of an edge per unit beyond its natural length, in [0, 0.5]; default 0.1
 * @param springLength natural length of an edge in units, in [1, 1,000]; default 13
 * @param repelK push between two nodes of mass 1 at distance 1, falling with the square of the
 *     distance, in [0, 10,000]; default 22
 * @param gravity pull to the centre per unit of distance, in [0, 1]; default 0.004
 * @param clusterK pull to the middle of a node's community per unit of distance, in [0, 1]; default
 *     0: off
 * @param maxVelocity in units per second, in [1, 100,000]; default 900
 * @param temperature factor on all forces when warm, in (0, 2]; default 1
 * @param iterations steps from warm to rest, in [10, 100,000]; default 450
 * @param boundsSize largest absolute value of a coordinate in units, in [50, 10,000]; default
 *     10,000
 * @param theta opening angle of Barnes–Hut: a cell that looks narrower than this acts as one body,
 *     in [0.1, 1.2]; default 0.8
 */
public record LayoutParameters(
    boolean enabled,
    float damping,
    float springK,
    float springLength,
    float repelK,
    float gravity,
    float clusterK,
    float maxVelocity,
    float temperature,
    int iterations,
    float boundsSize,
    float theta) {

  private static final LayoutParameters DEFAULTS =
      new LayoutParameters(true, 0.2f, 0.1f, 13, 22, 0.004f, 0, 900, 1, 450, 10_000, 0.8f);

  public LayoutParameters {
    requireIn("damping", damping, 0, 1);
    requireIn("springK", springK, 0, 0.5f);
    requireIn("springLength", springLength, 1, 1_000);
    requireIn("repelK", repelK, 0, 10_000);
    requireIn("gravity", gravity, 0, 1);
    requireIn("clusterK", clusterK, 0, 1);
    requireIn("maxVelocity", maxVelocity, 1, 100_000);
    requireIn("temperature", temperature, Float.MIN_VALUE, 2);
    requireIn("iterations", iterations, 10, 100_000);
    requireIn("boundsSize", boundsSize, 50, 10_000);
    requireIn("theta", theta, 0.1f, 1.2f);
  }

  public static LayoutParameters defaults() {
    return DEFAULTS;
  }

  public LayoutParameters withEnabled(boolean now) {
    return new LayoutParameters(
        now,
        damping,
        springK,
        springLength,
        repelK,
        gravity,
        clusterK,
        maxVelocity,
        temperature,
        iterations,
        boundsSize,
        theta);
  }

  public LayoutParameters withIterations(int now) {
    return new LayoutParameters(
        enabled,
        damping,
        springK,
        springLength,
        repelK,
        gravity,
        clusterK,
        maxVelocity,
        temperature,
        now,
        boundsSize,
        theta);
  }

  private static void requireIn(String name, float value, float least, float most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", which is not in [" + least + ", " + most + "]");
    }
  }
}
