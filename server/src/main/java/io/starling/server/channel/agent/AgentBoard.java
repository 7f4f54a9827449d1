package io.starling.server.channel.agent;

import io.starling.protocol.agent.AgentColumns;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.message.AgentField;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The state of all agents in columns, whose rows are the agents' ids; row 0 is nobody's. Under the
 * agents' lock.
 */
final class AgentBoard {

  /** 1 to 16,383: an id fits a voice's and the narrowest record's. */
  static final int MAX_ID = 16_383;

  private static final int FIRST_ROWS = 64;

  private final BitSet present = new BitSet();
  private int[] ids = new int[0];
  private final float[][] motion = new float[6][0];
  private final float[][] gauges = new float[4][0];
  private int[] tokens = new int[0];
  private byte[] flags = new byte[0];
  private int[] times = new int[0];
  private int[] lives = new int[0];
  private int lastId;
  private int life;

  /** Unix time of the newest change. */
  private long millis;

  AgentBoard() {
    grow(FIRST_ROWS);
  }

  boolean isFull() {
    return present.cardinality() == MAX_ID;
  }

  /** Gives the free id that was not in use for the longest time, as ids go round. */
  int add(int someFlags) {
    int id = present.nextClearBit(lastId + 1);
    if (id > MAX_ID) {
      id = present.nextClearBit(1);
    }
    if (id >= ids.length) {
      grow(Math.min(MAX_ID + 1, ids.length * 2));
    }
    for (float[] column : motion) {
      column[id] = 0;
    }
    for (float[] column : gauges) {
      column[id] = 0;
    }
    gauges[0][id] = 100;
    tokens[id] = 0;
    flags[id] = (byte) someFlags;
    lives[id] = ++life;
    lastId = id;
    present.set(id);
    return id;
  }

  void remove(int id) {
    present.clear(id);
  }

  /** Sets the fields that came. */
  void apply(int id, AgentRow row, long now) {
    for (int axis = 0; axis < 6; axis++) {
      if ((axis < 3 ? AgentField.POSITION : AgentField.VELOCITY).in(row.mask)) {
        motion[axis][id] = row.motion[axis];
      }
    }
    for (int gauge = 0; gauge < 4; gauge++) {
      if ((row.mask & AgentField.HEALTH.mask() << gauge) != 0) {
        gauges[gauge][id] = row.gauges[gauge];
      }
    }
    if (AgentField.TOKENS.in(row.mask)) {
      tokens[id] = row.tokens;
    }
    if (AgentField.FLAGS.in(row.mask)) {
      setFlags(id, row.flags);
    }
    heard(id, now);
  }

  /** Something came of the agent, at this Unix time. */
  void heard(int id, long now) {
    times[id] = (int) now;
    millis = now;
  }

  long millis() {
    return millis;
  }

  void setFlags(int id, int someFlags) {
    flags[id] = (byte) (someFlags & 0x7F);
  }

  int flags(int id) {
    return flags[id];
  }

  /** The first agent with this id or a higher one, or -1. */
  int next(int id) {
    return present.nextSetBit(id);
  }

  int count() {
    return present.cardinality();
  }

  /** Rows there are, those in use or not. */
  int rows() {
    return ids.length;
  }

  /** Which agent has the id: another one has another number. */
  int life(int id) {
    return lives[id];
  }

  float motion(int axis, int id) {
    return motion[axis][id];
  }

  float gauge(int gauge, int id) {
    return gauges[gauge][id];
  }

  /** A u32. */
  int tokens(int id) {
    return tokens[id];
  }

  AgentColumns states() {
    return AgentColumns.of(ids, motion, gauges, tokens, flags);
  }

  Columns places() {
    return Columns.of(
        ids,
        new float[][] {motion[0], motion[1], motion[2]},
        new float[][] {motion[3], motion[4], motion[5]});
  }

  /** When each agent was last heard of, and its flags. */
  Stamp stamps() {
    return Stamp.perRow(times, flags);
  }

  private void grow(int rows) {
    int before = ids.length;
    ids = Arrays.copyOf(ids, rows);
    for (int id = before; id < rows; id++) {
      ids[id] = id;
    }
    for (int axis = 0; axis < 6; axis++) {
      motion[axis] = Arrays.copyOf(motion[axis], rows);
    }
    for (int gauge = 0; gauge < 4; gauge++) {
      gauges[gauge] = Arrays.copyOf(gauges[gauge], rows);
    }
    tokens = Arrays.copyOf(tokens, rows);
    flags = Arrays.copyOf(flags, rows);
    times = Arrays.copyOf(times, rows);
    lives = Arrays.copyOf(lives, rows);
  }
}
