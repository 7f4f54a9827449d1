package io.starling.graph.layout;

/** The sum over all pairs, in double precision: what the octree is measured against. */
final class ExactRepulsion {
  private ExactRepulsion() {}

  /** Gives the force on one body for a constant of 1: x, y and z. */
  static double[] forceOn(int body, Coordinates at, float[] mass) {
    double[] force = new double[3];
    for (int other = 0; other < at.count(); other++) {
      double dx = at.x()[body] - (double) at.x()[other];
      double dy = at.y()[body] - (double) at.y()[other];
      double dz = at.z()[body] - (double) at.z()[other];
      double square = dx * dx + dy * dy + dz * dz + 1; // the softening
      double w = mass[other] / (square * Math.sqrt(square));
      force[0] += w * dx;
      force[1] += w * dy;
      force[2] += w * dz;
    }
    return force;
  }

  /** Gives the root of the mean squared error in relation to the root of the mean squared force. */
  static double relativeError(Coordinates forces, Coordinates at, float[] mass) {
    double errors = 0;
    double exacts = 0;
    for (int body = 0; body < at.count(); body++) {
      double[] exact = forceOn(body, at, mass);
      errors +=
          square(exact[0] - forces.x()[body])
              + square(exact[1] - forces.y()[body])
              + square(exact[2] - forces.z()[body]);
      exacts += square(exact[0]) + square(exact[1]) + square(exact[2]);
    }
    return Math.sqrt(errors / exacts);
  }

  private static double square(double value) {
    return value * value;
  }
}
