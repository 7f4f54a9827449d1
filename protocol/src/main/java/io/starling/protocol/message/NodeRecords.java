package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * The records of a received frame of a headerless node stream, read in place. Lives as long as the
 * frame's buffer, which it neither retains nor releases; confined to the thread that owns the
 * buffer.
 */
public final class NodeRecords {
  private static final int U16_TYPE_BITS = 0xC000;
  private static final int U16_TYPE_SHIFT = 16;

  private static final int VELOCITY = 12;
  private static final int DISTANCE = 24;
  private static final int PARENT = 28;
  private static final int CLUSTER = 32;
  private static final int CENTRALITY = 36;
  private static final int MASS = 40;

  private final NodeLayout layout;
  private final ByteBuf buffer;
  private final int offset;
  private final int count;

  /**
   * Makes a view of records whose presence the caller has checked.
   *
   * @param offset index in the buffer of the first record
   */
  public NodeRecords(NodeLayout layout, ByteBuf buffer, int offset, int count) {
    this.layout = layout;
    this.buffer = buffer;
    this.offset = offset;
    this.count = count;
  }

  /** Returns how the records lie. */
  public NodeLayout layout() {
    return layout;
  }

  /** Returns how many records there are. */
  public int count() {
    return count;
  }

  /** Returns the id with the type bits of {@link TypeBits}, also where they came in a u16. */
  public int typedId(int index) {
    int at = offset + index * layout.recordBytes();
    if (layout.idBytes() == 4) {
      return buffer.getIntLE(at);
    }
    int id = buffer.getUnsignedShortLE(at);
    return (id & U16_TYPE_BITS) << U16_TYPE_SHIFT | (id & layout.maxId());
  }

  public float x(int index) {
    return f32(index, 0);
  }

  public float y(int index) {
    return f32(index, 4);
  }

  public float z(int index) {
    return f32(index, 8);
  }

  public float vx(int index) {
    return f32(index, VELOCITY);
  }

  public float vy(int index) {
    return f32(index, VELOCITY + 4);
  }

  public float vz(int index) {
    return f32(index, VELOCITY + 8);
  }

  /** Returns the length of the shortest path from its source; +Infinity where none is known. */
  public float distance(int index) {
    return f32(index, DISTANCE);
  }

  /** Returns the id of the node before it on that path; -1 where none is known. */
  public int parent(int index) {
    return buffer.getIntLE(body(index) + PARENT);
  }

  /** Returns the number of its cluster; -1 where none is known, or the layout has none. */
  public int cluster(int index) {
    return computed() ? buffer.getIntLE(body(index) + CLUSTER) : -1;
  }

  /** Returns how central it is; 0 where nothing is known, or the layout does not say. */
  public float centrality(int index) {
    return computed() ? f32(index, CENTRALITY) : 0;
  }

  /** Returns its mass; 1 where nothing is known, or the layout does not say. */
  public float mass(int index) {
    return computed() ? f32(index, MASS) : 1;
  }

  private boolean computed() {
    return layout == NodeLayout.COMPUTE48;
  }

  private float f32(int index, int at) {
    return buffer.getFloatLE(body(index) + at);
  }

  private int body(int index) {
    return offset + index * layout.recordBytes() + layout.idBytes();
  }
}
