package io.starling.graph.layout;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Newton's laws for the loaded bodies: sums the forces on each, turns them into velocities, and
 * moves all at once (semi-implicit Euler with damping and a speed limit). Confined to the engine's
 * thread, but for {@link #accelerating}.
 */
final class Motion {
  private static final float STEP = LayoutEngine.STEP_SECONDS;

  /** Speed that no sum exceeds before the limit applies, so that its square is a finite float. */
  private static final float OVERFLOW = 1e9f;

  private final Bodies bodies;
  private final SplittableRandom random;
  private final WorkerTeam.Loop accelerating = this::accelerate;
  private LayoutParameters parameters = LayoutParameters.defaults();
  private @Nullable Communities communities;
  private float temperature;
  private float fastest;
  private double energy;

  Motion(Bodies bodies, SplittableRandom random) {
    this.bodies = bodies;
    this.random = random;
  }

  Bodies bodies() {
    return bodies;
  }

  /** Prepares a step; the repulsion is prepared by the caller. */
  void begin(LayoutParameters now, float factor) {
    parameters = now;
    temperature = factor;
    if (now.clusterK() > 0) {
      if (communities == null) {
        communities = new Communities(bodies.springs(), bodies.mass(), random);
      }
      communities.centre(bodies.positions(), bodies.mass());
    }
  }

  /** Gives the loop over the places of the order that computes new velocities. Any thread. */
  WorkerTeam.Loop accelerating() {
    return accelerating;
  }

  /** Moves every body by its velocity, pinned ones excepted, to within the bounds. */
  void move() {
    Coordinates at = bodies.positions();
    Coordinates velocity = bodies.velocities();
    float bound = parameters.boundsSize();
    float fastestSquare = 0;
    double sum = 0;
    for (int i = 0; i < bodies.count(); i++) {
      if (!bodies.pinned()[i]) {
        float vx = velocity.x()[i];
        float vy = velocity.y()[i];
        float vz = velocity.z()[i];
        at.x()[i] = within(at.x()[i] + vx * STEP, bound);
        at.y()[i] = within(at.y()[i] + vy * STEP, bound);
        at.z()[i] = within(at.z()[i] + vz * STEP, bound);
        float square = vx * vx + vy * vy + vz * vz;
        fastestSquare = Math.max(fastestSquare, square);
        sum += bodies.mass()[i] * square;
      }
    }
    fastest = (float) Math.sqrt(fastestSquare);
    energy = sum / 2 / Math.max(1, bodies.count());
  }

  /** Gives the speed of the fastest body in the last move, in units per second. */
  float fastest() {
    return fastest;
  }

  /** Gives the mean kinetic energy of a body in the last move. */
  double energy() {
    return energy;
  }

  private void accelerate(int from, int to) {
    Repulsion repulsion = bodies.repulsion();
    repulsion.push(from, to, bodies.forces());
    int[] order = repulsion.order();
    for (int place = from; place < to; place++) {
      int body = order[place];
      if (bodies.pinned()[body]) {
        bodies.velocities().set(body, 0, 0, 0);
      } else {
        sumForces(body);
        accelerate(body);
      }
    }
  }

  /** Completes the force on a body; the repulsion is there already, for a constant of 1. */
  private void sumForces(int body) {
    Coordinates at = bodies.positions();
    float mass = bodies.mass()[body];
    float gravity = mass * parameters.gravity();
    bodies.forces().scale(body, parameters.repelK() * mass);
    bodies.springs().pull(body, at, parameters, bodies.forces());
    bodies
        .forces()
        .add(body, -gravity * at.x()[body], -gravity * at.y()[body], -gravity * at.z()[body]);
    if (communities != null) {
      communities.pull(body, at, mass * parameters.clusterK(), bodies.forces());
    }
  }

  private void accelerate(int body) {
    Coordinates velocity = bodies.velocities();
    Coordinates force = bodies.forces();
    // A force is mass · units / step²; a step of acceleration changes units / second by a / STEP.
    float factor = temperature / (STEP * bodies.mass()[body]);
    float vx = speed(velocity.x()[body], force.x()[body] * factor);
    float vy = speed(velocity.y()[body], force.y()[body] * factor);
    float vz = speed(velocity.z()[body], force.z()[body] * factor);
    float speed = (float) Math.sqrt(vx * vx + vy * vy + vz * vz);
    float kept = Math.min(1, parameters.maxVelocity() / speed); // infinite at speed 0: 1
    velocity.set(body, vx * kept, vy * kept, vz * kept);
  }

  private float speed(float velocity, float change) {
    return within((velocity + change) * (1 - parameters.damping()), OVERFLOW);
  }

  private static float within(float value, float bound) {
    return Math.max(-bound, Math.min(bound, value));
  }
}
