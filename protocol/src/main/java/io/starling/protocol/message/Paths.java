package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * The records of a received 0x31, shortest paths from one node, read in place. Lives as long as the
 * message's buffer, which it neither retains nor releases; confined to the thread that owns the
 * buffer.
 *
 * <p>A record is id u16, distance f32, parent u16, flags u16 (10 bytes in version 1, 12 in version
 * 2, whose last two bytes mean nothing), or from version 3 id u32, distance f32, parent u32, flags
 * u16 (14 bytes).
 */
public final class Paths {
  /** The parent of a node that none is known of. */
  public static final int NO_PARENT = -1;

  private static final int SHORT_UNKNOWN = 0xFFFF;

  private final ByteBuf buffer;
  private final int offset;
  private final int count;
  private final int stride;
  private final int idBytes;

  /**
   * Makes a view of records whose presence the caller has checked.
   *
   * @param offset index in the buffer of the first record
   * @param stride 10, 12 or 14
   */
  public Paths(ByteBuf buffer, int offset, int count, int stride) {
    this.buffer = buffer;
    this.offset = offset;
    this.count = count;
    this.stride = stride;
    this.idBytes = stride == 14 ? 4 : 2;
  }

  /** Returns how many records there are. */
  public int count() {
    return count;
  }

  /** Returns the u32 id; a negative one is above every id that the server gives. */
  public int id(int index) {
    int at = offset + index * stride;
    return idBytes == 2 ? buffer.getUnsignedShortLE(at) : buffer.getIntLE(at);
  }

  /** Returns the length of the path, or +Infinity where none is known. */
  public float distance(int index) {
    return buffer.getFloatLE(offset + index * stride + idBytes);
  }

  /** Returns the id of the node before it on the path, or {@link #NO_PARENT}. */
  public int parent(int index) {
    int at = offset + index * stride + idBytes + 4;
    if (idBytes == 4) {
      return buffer.getIntLE(at);
    }
    int parent = buffer.getUnsignedShortLE(at);
    return parent == SHORT_UNKNOWN ? NO_PARENT : parent;
  }

  /** Returns the u16 of the algorithm's own flags. */
  public int flags(int index) {
    return buffer.getUnsignedShortLE(offset + index * stride + 2 * idBytes + 4);
  }
}
