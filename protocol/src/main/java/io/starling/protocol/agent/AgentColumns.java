package io.starling.protocol.agent;

/**
 * Agents as columns, shared with their owner and never copied: row {@code i} of each array is one
 * agent. Whoever writes to the arrays does so before or after an encoding, never meanwhile.
 */
public final class AgentColumns {
  static final int GAUGES = 4;

  final int[] ids;
  final float[][] motion;
  final float[][] gauges;
  final int[] tokens;
  final byte[] flags;

  private AgentColumns(int[] ids, float[][] motion, float[][] gauges, int[] tokens, byte[] flags) {
    this.ids = ids;
    this.motion = motion;
    this.gauges = gauges;
    this.tokens = tokens;
    this.flags = flags;
  }

  /**
   * Makes columns over these arrays.
   *
   * @param ids without type bits
   * @param motion the arrays x, y, z, vx, vy, vz
   * @param gauges the arrays health, cpu, memory in percent, and workload
   * @param tokens u32
   * @param flags bits of {@link io.starling.protocol.message.RecordFlags}; bit 7 is not written
   */
  public static AgentColumns of(
      int[] ids, float[][] motion, float[][] gauges, int[] tokens, byte[] flags) {
    if (motion.length != 6 || gauges.length != GAUGES) {
      throw new IllegalArgumentException("an agent has six columns of motion and four gauges");
    }
    return new AgentColumns(ids, motion, gauges, tokens, flags);
  }

  int flags(int row) {
    return flags[row] & 0x7F;
  }
}
