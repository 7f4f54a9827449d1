package io.starling.graph.layout;

import java.util.SplittableRandom;

/**
 * The layout on the processor's cores: Barnes–Hut repulsion, springs, gravity, semi-implicit Euler
 * steps with damping and a speed limit. The sum on each node is made by one thread in a fixed
 * order, so the result depends on the seed alone, not on the number of threads. A step allocates
 * nothing. Confined to the thread that calls it.
 */
public final class BarnesHutLayout implements LayoutEngine {
  private static final int GRAIN = 128;
  private static final float STEPS_PER_SECOND = 1 / STEP_SECONDS;
  private static final float PIN_HEAT = 0.25f;
  private static final float PARAMETERS_HEAT = 0.5f;

  private static final LayoutGraph NOTHING =
      new LayoutGraph(Coordinates.zero(0), new int[0], new int[0], new float[0]);

  private final WorkerTeam team;
  private final SplittableRandom random;
  private final Cooling cooling;
  private final WorkerTeam.Loop forcesLoop = this::forces;
  private LayoutParameters parameters;
  private Bodies bodies;
  private double energy;

  /**
   * @param threads at work in a step, with the caller's
   */
  public BarnesHutLayout(LayoutParameters parameters, int threads, long seed) {
    this.parameters = parameters;
    team = new WorkerTeam(threads);
    random = new SplittableRandom(seed);
    cooling = new Cooling(parameters);
    bodies = new Bodies(NOTHING);
  }

  @Override
  public void load(LayoutGraph graph, float heat) {
    bodies = new Bodies(graph);
    new Placement(bodies.positions, bodies.springs, parameters.springLength(), random).placeAll();
    confine();
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
    float bound = parameters.boundsSize();
    bodies.pinned[index] = true;
    bodies.velocities.set(index, 0, 0, 0);
    bodies.positions.set(
        index,
        Math.clamp(x, -bound, bound),
        Math.clamp(y, -bound, bound),
        Math.clamp(z, -bound, bound));
    cooling.heat(PIN_HEAT);
  }

  @Override
  public void unpin(int index) {
    if (bodies.pinned[index]) {
      bodies.pinned[index] = false;
      cooling.heat(PIN_HEAT);
    }
  }

  @Override
  public void step() {
    if (!parameters.enabled()) {
      cooling.rest();
    }
    if (atRest()) {
      return;
    }
    bodies.repulsion.prepare(team, parameters.theta());
    team.forEach(count(), GRAIN, forcesLoop);
    move();
    cooling.cool();
    if (atRest()) {
      bodies.stop();
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
    return energy;
  }

  @Override
  public Coordinates positions() {
    return bodies.positions;
  }

  @Override
  public Coordinates velocities() {
    return bodies.velocities;
  }

  @Override
  public void close() {
    team.close();
  }

  /** Gives what is loaded, for tests of its parts. */
  Bodies bodies() {
    return bodies;
  }

  /** Computes the forces on the bodies at some places of the order and their new velocities. */
  private void forces(int from, int to) {
    Bodies b = bodies;
    b.repulsion.push(from, to, b.forces);
    int[] order = b.repulsion.order();
    for (int place = from; place < to; place++) {
      int body = order[place];
      b.forces.scale(body, parameters.repelK() * b.mass[body]);
      b.springs.pull(body, b.positions, parameters, b.forces);
      accelerate(b, body);
    }
  }

  private void accelerate(Bodies b, int body) {
    float kept = 1 - parameters.damping();
    float perMass = cooling.temperature() * STEPS_PER_SECOND / b.mass[body];
    float gravity = cooling.temperature() * STEPS_PER_SECOND * parameters.gravity();
    float vx =
        axis(b.velocities.x()[body], b.forces.x()[body] * perMass - b.positions.x()[body] * gravity)
            * kept;
    float vy =
        axis(b.velocities.y()[body], b.forces.y()[body] * perMass - b.positions.y()[body] * gravity)
            * kept;
    float vz =
        axis(b.velocities.z()[body], b.forces.z()[body] * perMass - b.positions.z()[body] * gravity)
            * kept;
    float speed = (float) Math.sqrt(vx * vx + vy * vy + vz * vz);
    float most = parameters.maxVelocity();
    float share = speed > most ? most / speed : 1;
    b.velocities.set(body, vx * share, vy * share, vz * share);
  }

  private static float axis(float velocity, float change) {
    // Parameters at their limits can overflow a float: then the speed limit must still have a
    // number to work on.
    return Math.clamp(velocity + change, -1e9f, 1e9f);
  }

  private void move() {
    Bodies b = bodies;
    double sum = 0;
    for (int i = 0; i < b.mass.length; i++) {
      if (b.pinned[i]) {
        b.velocities.set(i, 0, 0, 0);
        continue;
      }
      float vx = b.velocities.x()[i];
      float vy = b.velocities.y()[i];
      float vz = b.velocities.z()[i];
      b.positions.add(i, vx * STEP_SECONDS, vy * STEP_SECONDS, vz * STEP_SECONDS);
      sum += b.mass[i] * (vx * vx + vy * vy + vz * vz);
    }
    confine();
    energy = b.mass.length == 0 ? 0 : sum / 2 / b.mass.length;
  }

  private void confine() {
    float bound = parameters.boundsSize();
    confine(bodies.positions.x(), bound);
    confine(bodies.positions.y(), bound);
    confine(bodies.positions.z(), bound);
  }

  private static void confine(float[] values, float bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-bound, Math.min(bound, values[i]));
    }
  }
}
