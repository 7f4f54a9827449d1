package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * The records of a received 0x10 or 0x11, read in place. Lives as long as the message's buffer,
 * which it neither retains nor releases; confined to the thread that owns the buffer.
 *
 * <p>A record is 19 bytes (version 1: id u16) or 21 (id u32), then x, y, z f32, time u32, flags u8.
 */
public final class Positions {
  private static final int TIME = 12;
  private static final int FLAGS = 16;

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
  public Positions(ByteBuf buffer, int offset, int count, int idBytes) {
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
    return buffer.getFloatLE(body(index));
  }

  public float y(int index) {
    return buffer.getFloatLE(body(index) + 4);
  }

  public float z(int index) {
    return buffer.getFloatLE(body(index) + 8);
  }

  /** Returns the Unix time in ms modulo 2^32; compare by signed difference. */
  public int time(int index) {
    return buffer.getIntLE(body(index) + TIME);
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
}
