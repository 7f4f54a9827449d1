package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * A received 0x21, read in place: what changed of one agent. A field that the mask does not have is
 * 0. Lives as long as the message's buffer, which it neither retains nor releases; confined to the
 * thread that owns the buffer.
 */
public final class AgentDelta implements AgentReport {
  private final int id;
  private final int mask;
  private final ByteBuf buffer;
  private final int fieldsAt;

  /**
   * Makes a view of fields whose presence the caller has checked.
   *
   * @param mask bits of {@link AgentField}
   * @param fieldsAt index in the buffer of the first field
   */
  public AgentDelta(int id, int mask, ByteBuf buffer, int fieldsAt) {
    this.id = id;
    this.mask = mask;
    this.buffer = buffer;
    this.fieldsAt = fieldsAt;
  }

  /** Returns the u32 id; a negative one is above every id that the server gives. */
  public int id() {
    return id;
  }

  /** Returns the bits of {@link AgentField}. */
  public int mask() {
    return mask;
  }

  public float x() {
    return part(AgentField.POSITION, 0);
  }

  public float y() {
    return part(AgentField.POSITION, 4);
  }

  public float z() {
    return part(AgentField.POSITION, 8);
  }

  public float vx() {
    return part(AgentField.VELOCITY, 0);
  }

  public float vy() {
    return part(AgentField.VELOCITY, 4);
  }

  public float vz() {
    return part(AgentField.VELOCITY, 8);
  }

  /** Returns percent. */
  public float health() {
    return part(AgentField.HEALTH, 0);
  }

  /** Returns percent. */
  public float cpu() {
    return part(AgentField.CPU, 0);
  }

  /** Returns percent. */
  public float memory() {
    return part(AgentField.MEMORY, 0);
  }

  public float workload() {
    return part(AgentField.WORKLOAD, 0);
  }

  /** Returns the u32. */
  public int tokens() {
    return AgentField.TOKENS.in(mask) ? buffer.getIntLE(at(AgentField.TOKENS)) : 0;
  }

  /** Returns the flags of {@link RecordFlags}. */
  public int flags() {
    return AgentField.FLAGS.in(mask) ? buffer.getUnsignedByte(at(AgentField.FLAGS)) : 0;
  }

  private float part(AgentField field, int offset) {
    return field.in(mask) ? buffer.getFloatLE(at(field) + offset) : 0;
  }

  private int at(AgentField field) {
    return fieldsAt + field.offset(mask);
  }
}
