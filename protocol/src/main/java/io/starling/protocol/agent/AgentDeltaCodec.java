package io.starling.protocol.agent;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.AgentDelta;
import io.starling.protocol.message.AgentField;

/**
 * 0x21, what changed of one agent.
 *
 * <pre>
 * 0  4  id u32 (in version 1: 2, u16), no type bits
 * 4  1  mask u8, bits of {@link AgentField}
 * 5  n  the fields of the mask in the order of its bits, 0–45 bytes
 * </pre>
 *
 * In version 1 an agent whose id is above 65,535 is left out, never truncated.
 */
public final class AgentDeltaCodec {
  private AgentDeltaCodec() {}

  /** Returns the size of a message, header included. */
  public static int bytes(int version, int mask) {
    return HeaderCodec.BYTES + payloadBytes(version, mask);
  }

  /**
   * Appends these fields of the row, {@code bytes(version, mask)} bytes, or nothing and returns
   * false where the id does not fit.
   */
  public static boolean encode(ByteBuf out, int version, AgentColumns columns, int row, int mask) {
    if (!AgentStateCodec.fits(version, columns.ids[row])) {
      return false;
    }
    HeaderCodec.encode(out, MessageType.AGENT_STATE_DELTA, version, payloadBytes(version, mask));
    AgentStateCodec.writeId(out, version, columns.ids[row]);
    out.writeByte(mask);
    if (AgentField.POSITION.in(mask)) {
      writeTriple(out, columns, 0, row);
    }
    if (AgentField.VELOCITY.in(mask)) {
      writeTriple(out, columns, 3, row);
    }
    for (int gauge = 0; gauge < AgentColumns.GAUGES; gauge++) {
      if ((mask & AgentField.HEALTH.mask() << gauge) != 0) {
        out.writeFloatLE(columns.gauges[gauge][row]);
      }
    }
    if (AgentField.TOKENS.in(mask)) {
      out.writeIntLE(columns.tokens[row]);
    }
    if (AgentField.FLAGS.in(mask)) {
      out.writeByte(columns.flags(row));
    }
    return true;
  }

  /**
   * Reads a payload in place.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not the fields that its mask has
   */
  public static AgentDelta decode(int version, ByteBuf payload) {
    int bytes = payload.readableBytes();
    if (bytes < payloadBytes(version, 0)) {
      throw HeaderCodec.malformed("The change of an agent is cut off", 0);
    }
    int id = version == 1 ? payload.readUnsignedShortLE() : payload.readIntLE();
    int mask = payload.readUnsignedByte();
    if (bytes != payloadBytes(version, mask)) {
      throw HeaderCodec.malformed(
          "%d bytes are not the fields of mask 0x%02X".formatted(bytes, mask),
          payloadBytes(version, 0) - 1);
    }
    return new AgentDelta(id, mask, payload, payload.readerIndex());
  }

  private static void writeTriple(ByteBuf out, AgentColumns columns, int first, int row) {
    for (int axis = first; axis < first + 3; axis++) {
      out.writeFloatLE(columns.motion[axis][row]);
    }
  }

  private static int payloadBytes(int version, int mask) {
    return (version == 1 ? 2 : 4) + 1 + AgentField.bytes(mask);
  }
}
