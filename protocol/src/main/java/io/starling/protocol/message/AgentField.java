package io.starling.protocol.message;

/** The fields of an agent's state, in the order of their bits in the mask of 0x21. */
public enum AgentField {
  /** x, y, z f32. */
  POSITION(0x01, 12),
  /** x, y, z f32. */
  VELOCITY(0x02, 12),
  HEALTH(0x04, 4),
  CPU(0x08, 4),
  MEMORY(0x10, 4),
  WORKLOAD(0x20, 4),
  /** u32. */
  TOKENS(0x40, 4),
  /** {@link RecordFlags}, u8. */
  FLAGS(0x80, 1);

  private static final AgentField[] ALL = values();

  private final int mask;
  private final int bytes;

  AgentField(int mask, int bytes) {
    this.mask = mask;
    this.bytes = bytes;
  }

  /** Returns this bit alone. */
  public int mask() {
    return mask;
  }

  /** Returns whether the mask has this field. */
  public boolean in(int someMask) {
    return (someMask & mask) != 0;
  }

  /** Returns where this field begins, counted from the first one that the mask has. */
  public int offset(int someMask) {
    return bytes(someMask & (mask - 1));
  }

  /** Returns how many bytes all fields of the mask take, 0–45. */
  public static int bytes(int someMask) {
    int bytes = 0;
    for (AgentField field : ALL) {
      bytes += field.in(someMask) ? field.bytes : 0;
    }
    return bytes;
  }
}
