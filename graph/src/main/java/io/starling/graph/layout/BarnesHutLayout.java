package io.starling.graph.layout;

import java.util.SplittableRandom;

/**
 * The layout on the processor's cores: Barnes–Hut repulsion, springs, gravity, communities. The sum
 * on each node is made by one thread in a fixed order, so the result depends on the seed alone, not
 * on the number of threads. A step allocates nothing. Confined to the thread that calls it.
 */
public final class BarnesHutLayout implements LayoutEngine {
  /** Nodes that a thread takes at a time. */
  private static final int GRAIN = 128;

  private static final float PIN_HEAT = 0.25f;
  private static final float PARAMETERS_HEAT = 0.5f;
  private static final LayoutGraph NOTHING =
      new LayoutGraph(Coordinates.zero(0), new int[0], new int[0], new float[0]);

  private final WorkerTeam team;
  private final SplittableRandom random;
  private final Cooling cooling;
  private LayoutParameters parameters;
  private Motion motion;

  /**
   * @param threads at work in a step, with the caller's; the others are the engine's own
   */
  public BarnesHutLayout(LayoutParameters parameters, int threads, long seed) {
    this.parameters = parameters;
    team = new WorkerTeam(threads);
    random = new SplittableRandom(seed);
    cooling = new Cooling(parameters);
    motion = new Motion(Bodies.of(NOTHING), random.split());
  }

  @Override
  public void load(LayoutGraph graph, float heat) {
    Bodies bodies = Bodies.of(graph);
    new Placement(bodies.positions(), bodies.springs(), parameters.springLength(), random)
        .placeAll();
    bodies.positions().confine(parameters.boundsSize());
    motion = new Motion(bodies, random.split());
    cooling.heat(heat);
  }

  @Override
  public void parameters(LayoutParameters now) {
    if (!now.equals(parameters)) {
      parameters = now;
      cooling.apply(now);
      cooling.heat(PARAMETERS_HEAT);
    }
  }

  @Override
  public void heat(float heat) {
    cooling.heat(heat);
  }

  @Override
  public void pin(int index, float x, float y, float z) {
    if (!Float.isFinite(x) || !Float.isFinite(y) || !Float.isFinite(z)) {
      throw new IllegalArgumentException("cannot hold a node at " + x + ", " + y + ", " + z);
    }
    Bodies bodies = bodies();
    float bound = parameters.boundsSize();
    bodies.pinned()[index] = true;
    bodies.velocities().set(index, 0, 0, 0);
    bodies
        .positions()
        .set(
            index,
            Math.clamp(x, -bound, bound),
            Math.clamp(y, -bound, bound),
            Math.clamp(z, -bound, bound));
    cooling.heat(PIN_HEAT);
  }

  @Override
  public void unpin(int index) {
    if (bodies().pinned()[index]) {
      bodies().pinned()[index] = false;
      cooling.heat(PIN_HEAT);
    }
  }

  @Override
  public void step() {
    if (count() == 0 || !parameters.enabled()) {
      cooling.rest();
    }
    if (!atRest()) {
      bodies().repulsion().prepare(team, parameters.theta());
      motion.begin(parameters, cooling.temperature());
      team.forEach(count(), GRAIN, motion.accelerating());
      motion.move();
      cooling.cool(motion.fastest());
    }
    if (atRest()) {
      bodies().stop();
    }
  }

  @Override
  public boolean atRest() {
    return cooling.atRest();
  }

  @Override
  public float temperature() {
    return cooling.temperature();
  }

  @Override
  public double energy() {
    return motion.energy();
  }

  @Override
  public Coordinates positions() {
    return bodies().positions();
  }

  @Override
  public Coordinates velocities() {
    return bodies().velocities();
  }

  @Override
  public void close() {
    team.close();
  }

  /** Gives what is loaded. */
  Bodies bodies() {
    return motion.bodies();
  }
}
