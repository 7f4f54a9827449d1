package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.BroadcastAck;

/**
 * 0x34, what a client has applied.
 *
 * <pre>
 *  0  8  sequence u64: of the last 0x13, in other formats the count of binary state messages
 *  8  4  nodes u32
 * 12  8  client time u64, Unix ms
 * </pre>
 */
public final class AckCodec {
  private static final int PAYLOAD = 20;

  /** With the header. */
  public static final int BYTES = HeaderCodec.BYTES + PAYLOAD;

  private AckCodec() {}

  /** Appends {@link #BYTES} bytes. */
  public static void encode(ByteBuf out, int version, BroadcastAck ack) {
    HeaderCodec.encode(out, MessageType.BROADCAST_ACK, version, PAYLOAD);
    out.writeLongLE(ack.sequence()).writeIntLE(ack.nodes()).writeLongLE(ack.clientTime());
  }

  /**
   * Reads a payload.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 20 bytes
   */
  public static BroadcastAck decode(ByteBuf payload) {
    if (payload.readableBytes() != PAYLOAD) {
      throw HeaderCodec.malformed("An acknowledgement is 20 bytes", 0);
    }
    return new BroadcastAck(payload.readLongLE(), payload.readIntLE(), payload.readLongLE());
  }
}
