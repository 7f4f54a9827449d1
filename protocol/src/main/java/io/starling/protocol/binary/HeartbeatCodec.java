package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.BinaryHeartbeat;

/**
 * 0x33, heartbeat; the client sends back what it was sent.
 *
 * <pre>
 * 0  8  server time u64, Unix ms
 * </pre>
 */
public final class HeartbeatCodec {
  /** With the header. */
  public static final int BYTES = HeaderCodec.BYTES + 8;

  private HeartbeatCodec() {}

  /** Appends {@link #BYTES} bytes. */
  public static void encode(ByteBuf out, int version, long serverTime) {
    HeaderCodec.encode(out, MessageType.HEARTBEAT, version, 8);
    out.writeLongLE(serverTime);
  }

  /**
   * Reads a payload.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 8 bytes
   */
  public static BinaryHeartbeat decode(ByteBuf payload) {
    if (payload.readableBytes() != 8) {
      throw HeaderCodec.malformed("A heartbeat is 8 bytes", 0);
    }
    return new BinaryHeartbeat(payload.readLongLE());
  }
}
