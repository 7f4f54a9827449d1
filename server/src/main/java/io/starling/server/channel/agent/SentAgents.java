package io.starling.server.channel.agent;

import io.starling.protocol.message.AgentField;
import java.util.Arrays;

/** What the subscribers of one stream were last sent of each agent. Under the channel's lock. */
final class SentAgents {

  private final float[][] motion = new float[6][0];
  private final float[][] gauges = new float[4][0];
  private int[] tokens = {};
  private byte[] flags = {};
  private int[] lives = {};

  /** Everything is new again. */
  void forget() {
    Arrays.fill(lives, 0);
  }

  /** What of an agent differs, bits of {@link AgentField}; all of an agent that was never sent. */
  int changed(AgentBoard board, int id) {
    if (id >= lives.length || lives[id] != board.life(id)) {
      return 0xFF;
    }
    int mask = 0;
    for (int axis = 0; axis < 6; axis++) {
      if (motion[axis][id] != board.motion(axis, id)) {
        mask |= (axis < 3 ? AgentField.POSITION : AgentField.VELOCITY).mask();
      }
    }
    for (int gauge = 0; gauge < 4; gauge++) {
      if (gauges[gauge][id] != board.gauge(gauge, id)) {
        mask |= AgentField.HEALTH.mask() << gauge;
      }
    }
    mask |= tokens[id] == board.tokens(id) ? 0 : AgentField.TOKENS.mask();
    return mask | (flags[id] == board.flags(id) ? 0 : AgentField.FLAGS.mask());
  }

  void sent(AgentBoard board, int id) {
    if (id >= lives.length) {
      grow(board.rows());
    }
    lives[id] = board.life(id);
    for (int axis = 0; axis < 6; axis++) {
      motion[axis][id] = board.motion(axis, id);
    }
    for (int gauge = 0; gauge < 4; gauge++) {
      gauges[gauge][id] = board.gauge(gauge, id);
    }
    tokens[id] = board.tokens(id);
    flags[id] = (byte) board.flags(id);
  }

  private void grow(int rows) {
    for (int axis = 0; axis < 6; axis++) {
      motion[axis] = Arrays.copyOf(motion[axis], rows);
    }
    for (int gauge = 0; gauge < 4; gauge++) {
      gauges[gauge] = Arrays.copyOf(gauges[gauge], rows);
    }
    tokens = Arrays.copyOf(tokens, rows);
    flags = Arrays.copyOf(flags, rows);
    lives = Arrays.copyOf(lives, rows);
  }
}
