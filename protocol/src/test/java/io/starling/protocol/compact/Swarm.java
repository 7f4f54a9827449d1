package io.starling.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import java.util.Random;

/** Nodes that move with some inertia, the same for the same seed. */
final class Swarm {
  private static final float EXTENT = 500;

  private final Random random;
  private final int[] ids;
  private final float[][] position;
  private final float[][] velocity;

  Swarm(int nodes, long seed) {
    random = new Random(seed);
    ids = new int[nodes];
    position = new float[3][nodes];
    velocity = new float[3][nodes];
    for (int i = 0; i < nodes; i++) {
      ids[i] = (i == 0 ? 0 : ids[i - 1]) + 1 + random.nextInt(3);
      for (float[] axis : position) {
        axis[i] = (random.nextFloat() - 0.5f) * EXTENT;
      }
    }
  }

  Columns columns() {
    return Columns.of(ids, position);
  }

  Rows rows() {
    return Rows.range(0, ids.length);
  }

  float x(int i) {
    return position[0][i];
  }

  float y(int i) {
    return position[1][i];
  }

  float z(int i) {
    return position[2][i];
  }

  /** Pushes this share of the nodes by up to this much; they keep some of it. */
  void move(float most, double share) {
    for (int i = 0; i < ids.length; i++) {
      boolean pushed = random.nextDouble() < share;
      for (int axis = 0; axis < 3; axis++) {
        float push = pushed ? (random.nextFloat() - 0.5f) * most : 0;
        velocity[axis][i] = pushed ? velocity[axis][i] * 0.9f + push : 0;
        position[axis][i] += velocity[axis][i];
      }
    }
  }

  void assertNear(CompactDecoder decoder) {
    assertThat(decoder.count()).isEqualTo(ids.length);
    for (int i = 0; i < ids.length; i++) {
      if (decoder.id(i) != ids[i]) {
        throw new AssertionError("node " + i + " is " + decoder.id(i) + ", not " + ids[i]);
      }
      CompactStreamTest.assertNear(decoder.x(i), x(i));
      CompactStreamTest.assertNear(decoder.y(i), y(i));
      CompactStreamTest.assertNear(decoder.z(i), z(i));
    }
  }
}
