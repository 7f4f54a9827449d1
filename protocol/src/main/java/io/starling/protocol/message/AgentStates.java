package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * The records of a received 0x20, read in place. Lives as long as the message's buffer, which it
 * neither retains nor releases; confined to the thread that owns the buffer.
 *
 * <p>A record is 47 bytes (version 1: id u16) or 49 (id u32), then position and velocity as three
 * f32 each, health, cpu, memory, workload f32, tokens u32, flags u8.
 */
public final class AgentStates implements AgentReport {
  private static final int VELOCITY = 12;
  private static final int HEALTH = 24;
  private static final int CPU = 28;
  private static final int MEMORY = 32;
  private static final int WORKLOAD = 36;
  private static final int TOKENS = 40;
  private static final int FLAGS = 44;

  private final ByteBuf buffer;
  private final int offset;
  private final int count;
  private final int idBytes;

  /**
   * Makes a view of records whose presence the caller has checked.
   *
   * @param offset index in the buffer of the first record
   * @param idBytes 2 or 4
   */
  public AgentStates(ByteBuf buffer, int offset, int count, int idBytes) {
    this.buffer = buffer;
    this.offset = offset;
    this.count = count;
    this.idBytes = idBytes;
  }

  /** Returns how many records there are. */
  public int count() {
    return count;
  }

  /** Returns the u32 id; a negative one is above every id that the server gives. */
  public int id(int index) {
    int at = offset + index * stride();
    return idBytes == 2 ? buffer.getUnsignedShortLE(at) : buffer.getIntLE(at);
  }

  public float x(int index) {
    return part(index, 0);
  }

  public float y(int index) {
    return part(index, 4);
  }

  public float z(int index) {
    return part(index, 8);
  }

  public float vx(int index) {
    return part(index, VELOCITY);
  }

  public float vy(int index) {
    return part(index, VELOCITY + 4);
  }

  public float vz(int index) {
    return part(index, VELOCITY + 8);
  }

  /** Returns percent. */
  public float health(int index) {
    return part(index, HEALTH);
  }

  /** Returns percent. */
  public float cpu(int index) {
    return part(index, CPU);
  }

  /** Returns percent. */
  public float memory(int index) {
    return part(index, MEMORY);
  }

  public float workload(int index) {
    return part(index, WORKLOAD);
  }

  /** Returns the u32. */
  public int tokens(int index) {
    return buffer.getIntLE(body(index) + TOKENS);
  }

  /** Returns the flags of {@link RecordFlags}. */
  public int flags(int index) {
    return buffer.getUnsignedByte(body(index) + FLAGS);
  }

  private int stride() {
    return idBytes + FLAGS + 1;
  }

  private int body(int index) {
    return offset + index * stride() + idBytes;
  }

  private float part(int index, int at) {
    return buffer.getFloatLE(body(index) + at);
  }
}
