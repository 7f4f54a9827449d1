package io.starling.server.hub;

import io.netty.buffer.ByteBuf;

/**
 * The server's side of WebSocket framing (RFC 6455, section 5.2): final, unmasked frames.
 *
 * <table>
 * <caption>Layout</caption>
 * <tr><th>offset</th><th>size</th><th>field</th></tr>
 * <tr><td>0</td><td>1</td><td>0x80 | opcode, with 0x40 where it is compressed</td></tr>
 * <tr><td>1</td><td>1</td><td>length, or 126, or 127</td></tr>
 * <tr><td>2</td><td>0, 2, 8</td><td>length as u16 or u64, big-endian</td></tr>
 * </table>
 */
public final class Frames {

  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** Goes with an opcode: the payload is compressed as permessage-deflate says (RSV1). */
  public static final int DEFLATED = 0x40;

  private static final int FINAL = 0x80;

  private Frames() {}

  /** Bytes of the header in front of a payload of {@code length} bytes. */
  public static int headerBytes(int length) {
    return length < 126 ? 2 : length < 65_536 ? 4 : 10;
  }

  /** Bytes of a whole frame with a payload of {@code length} bytes. */
  public static int bytes(int length) {
    return headerBytes(length) + length;
  }

  /**
   * Writes the header of a final frame; the caller writes exactly {@code length} bytes behind it.
   */
  public static void writeHeader(ByteBuf out, int opcode, int length) {
    out.writeByte(FINAL | opcode);
    if (length < 126) {
      out.writeByte(length);
    } else if (length < 65_536) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
  }

  /** How far behind the start of the frame at {@code start} its payload begins. */
  public static int payloadOffset(ByteBuf frames, int start) {
    int length = frames.getByte(start + 1) & 0x7F;
    return length < 126 ? 2 : length == 126 ? 4 : 10;
  }

  /** Where the frame that begins at {@code start} ends. */
  public static int end(ByteBuf frames, int start) {
    int length = frames.getByte(start + 1) & 0x7F;
    if (length < 126) {
      return start + 2 + length;
    }
    if (length == 126) {
      return start + 4 + frames.getUnsignedShort(start + 2);
    }
    return start + 10 + (int) frames.getLong(start + 2);
  }

  /**
   * The first end of a frame at or behind {@code cut}, walking from {@code start}, where a frame
   * begins; never past {@code limit}, where one ends.
   */
  public static int boundary(ByteBuf frames, int start, int cut, int limit) {
    int at = start;
    while (at < cut && at < limit) {
      at = end(frames, at);
    }
    return at;
  }
}
