package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.ControlBits;

/**
 * 0x30, control bits: wanted by the client, in force from the server.
 *
 * <pre>
 * 0  1  bits u8, see {@link io.starling.protocol.message.ControlBit}
 * </pre>
 */
public final class ControlCodec {
  /** With the header. */
  public static final int BYTES = HeaderCodec.BYTES + 1;

  private ControlCodec() {}

  /** Appends {@link #BYTES} bytes. */
  public static void encode(ByteBuf out, int version, int bits) {
    HeaderCodec.encode(out, MessageType.CONTROL_BITS, version, 1);
    out.writeByte(bits);
  }

  /**
   * Reads a payload.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not one byte
   */
  public static ControlBits decode(ByteBuf payload) {
    if (payload.readableBytes() != 1) {
      throw HeaderCodec.malformed("Control bits are one byte", 0);
    }
    return new ControlBits(payload.readUnsignedByte());
  }
}
