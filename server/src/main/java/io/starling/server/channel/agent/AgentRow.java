package io.starling.server.channel.agent;

import io.starling.protocol.message.AgentDelta;
import io.starling.protocol.message.AgentField;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.AgentStates;
import org.jspecify.annotations.Nullable;

/** One record of a report, as it came; reused from record to record. Under the agents' lock. */
final class AgentRow {

  private static final float MAX_PERCENT = 100;

  final float[] motion = new float[6];
  final float[] gauges = new float[4];
  int tokens;
  int flags;

  /** The fields that came, bits of {@link AgentField}; the others hold nothing. */
  int mask;

  private final MotionLimits limits;

  AgentRow(MotionLimits limits) {
    this.limits = limits;
  }

  AgentRow of(AgentStates states, int index) {
    mask = 0xFF;
    place(states.x(index), states.y(index), states.z(index));
    move(states.vx(index), states.vy(index), states.vz(index));
    gauge(states.health(index), states.cpu(index), states.memory(index), states.workload(index));
    tokens = states.tokens(index);
    flags = states.flags(index);
    return this;
  }

  AgentRow of(AgentDelta delta) {
    mask = delta.mask();
    place(delta.x(), delta.y(), delta.z());
    move(delta.vx(), delta.vy(), delta.vz());
    gauge(delta.health(), delta.cpu(), delta.memory(), delta.workload());
    tokens = delta.tokens();
    flags = delta.flags();
    return this;
  }

  AgentRow of(AgentHealth health) {
    AgentHealth.Load load = health.load();
    mask = AgentStream.AGENT_HEALTH.fields();
    place(0, 0, 0);
    move(0, 0, 0);
    gauge(load.health(), load.cpu(), load.memory(), load.workload());
    tokens = health.tokens();
    return this;
  }

  /** Why it can't be taken, or null; a number that is none is out of every range. */
  @Nullable String fault() {
    for (int axis = 0; axis < 3; axis++) {
      if (!(Math.abs(motion[axis]) <= limits.bounds())) {
        return "out_of_bounds";
      }
    }
    double square = 0;
    for (int axis = 3; axis < 6; axis++) {
      square += (double) motion[axis] * motion[axis];
    }
    if (!(square <= (double) limits.maxVelocity() * limits.maxVelocity())) {
      return "too_fast";
    }
    for (float gauge : gauges) {
      if (!(gauge >= 0 && gauge <= MAX_PERCENT)) {
        return "not_a_percentage";
      }
    }
    return null;
  }

  private void place(float x, float y, float z) {
    motion[0] = x;
    motion[1] = y;
    motion[2] = z;
  }

  private void move(float x, float y, float z) {
    motion[3] = x;
    motion[4] = y;
    motion[5] = z;
  }

  private void gauge(float health, float cpu, float memory, float workload) {
    gauges[0] = health;
    gauges[1] = cpu;
    gauges[2] = memory;
    gauges[3] = workload;
  }
}
