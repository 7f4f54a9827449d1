package io.starling.protocol.agent;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.AgentHealth;

/**
 * 0x22, how one agent fares.
 *
 * <pre>
 * version 1, 22 bytes             version 2 and above, 24 bytes
 *  0  2  id u16                    0  4  id u32, no type bits
 *  2  4  health f32, percent       4  4  health f32, percent
 *  6  4  cpu f32, percent          8  4  cpu f32, percent
 * 10  4  memory f32, percent      12  4  memory f32, percent
 * 14  4  workload f32             16  4  workload f32
 * 18  4  tokens u32               20  4  tokens u32
 * </pre>
 *
 * In version 1 an agent whose id is above 65,535 is left out, never truncated.
 */
public final class AgentHealthCodec {
  private static final int V1_BYTES = 22;
  private static final int V2_BYTES = 24;

  private AgentHealthCodec() {}

  /** Returns the size of a message, header included. */
  public static int bytes(int version) {
    return HeaderCodec.BYTES + payloadBytes(version);
  }

  /**
   * Appends {@code bytes(version)} bytes, or nothing and returns false where the id does not fit.
   */
  public static boolean encode(ByteBuf out, int version, AgentHealth agent) {
    if (!AgentStateCodec.fits(version, agent.id())) {
      return false;
    }
    AgentHealth.Load load = agent.load();
    HeaderCodec.encode(out, MessageType.AGENT_HEALTH, version, payloadBytes(version));
    AgentStateCodec.writeId(out, version, agent.id());
    out.writeFloatLE(load.health()).writeFloatLE(load.cpu());
    out.writeFloatLE(load.memory()).writeFloatLE(load.workload());
    out.writeIntLE(agent.tokens());
    return true;
  }

  /**
   * Reads a payload.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 22 or 24 bytes
   */
  public static AgentHealth decode(int version, ByteBuf payload) {
    if (payload.readableBytes() != payloadBytes(version)) {
      throw HeaderCodec.malformed(
          "The health of an agent is " + payloadBytes(version) + " bytes", 0);
    }
    int id = version == 1 ? payload.readUnsignedShortLE() : payload.readIntLE();
    var load =
        new AgentHealth.Load(
            payload.readFloatLE(),
            payload.readFloatLE(),
            payload.readFloatLE(),
            payload.readFloatLE());
    return new AgentHealth(id, load, payload.readIntLE());
  }

  private static int payloadBytes(int version) {
    return version == 1 ? V1_BYTES : V2_BYTES;
  }
}
