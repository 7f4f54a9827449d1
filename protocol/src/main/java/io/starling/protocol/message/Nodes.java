package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * The 28-byte node records of a received 0x12 or 0x01, read in place: id u32 with type bits,
 * position and velocity as three f32 each. Lives as long as the message's buffer, which it neither
 * retains nor releases; confined to the thread that owns the buffer.
 */
public final class Nodes {
  private static final int STRIDE = 28;

  private final ByteBuf buffer;
  private final int offset;
  private final int count;

  /** Makes a view of records whose presence the caller has checked. */
  public Nodes(ByteBuf buffer, int offset, int count) {
    this.buffer = buffer;
    this.offset = offset;
    this.count = count;
  }

  /** Returns how many records there are. */
  public int count() {
    return count;
  }

  /** Returns the id with the type bits of {@link TypeBits}. */
  public int typedId(int index) {
    return buffer.getIntLE(offset + index * STRIDE);
  }

  public float x(int index) {
    return part(index, 4);
  }

  public float y(int index) {
    return part(index, 8);
  }

  public float z(int index) {
    return part(index, 12);
  }

  public float vx(int index) {
    return part(index, 16);
  }

  public float vy(int index) {
    return part(index, 20);
  }

  public float vz(int index) {
    return part(index, 24);
  }

  private float part(int index, int at) {
    return buffer.getFloatLE(offset + index * STRIDE + at);
  }
}
