package io.starling.server.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Messages of agents and voices as chapter 2 describes them; not by the codecs under test. */
public final class AgentBytes {

  private AgentBytes() {}

  /** Everything of one agent; version 2. */
  public record State(
      int id, List<Float> motion, float health, float cpu, float memory, int tokens, int flags) {

    public static State of(int id, float x, float cpu) {
      return new State(id, List.of(x, 2f, 3f, 4f, 5f, 6f), 95, cpu, 60, 1_500, 1);
    }
  }

  /** 0x20. */
  public static byte[] full(State... states) {
    ByteBuffer out = message(0x20, 49 * states.length);
    for (State state : states) {
      out.putInt(state.id());
      for (float each : state.motion()) {
        out.putFloat(each);
      }
      out.putFloat(state.health()).putFloat(state.cpu()).putFloat(state.memory()).putFloat(10);
      out.putInt(state.tokens()).put((byte) state.flags());
    }
    return bytes(out);
  }

  /** 0x21 with the cpu alone. */
  public static byte[] cpu(int id, float cpu) {
    return bytes(message(0x21, 9).putInt(id).put((byte) 0x08).putFloat(cpu));
  }

  /** 0x22. */
  public static byte[] health(int id, float health) {
    ByteBuffer out = message(0x22, 24).putInt(id).putFloat(health).putFloat(1).putFloat(2);
    return bytes(out.putFloat(3).putInt(4));
  }

  /** 0x40, Opus. */
  public static byte[] chunk(int agent, int number, byte... audio) {
    return voice(0x40, agent, number, audio);
  }

  /** 0x02, the old number of a chunk. */
  public static byte[] oldChunk(int agent, int number, byte... audio) {
    return voice(0x02, agent, number, audio);
  }

  /** 0x41, Opus at 48 kHz. */
  public static byte[] start(int agent) {
    return bytes(message(0x41, 4).putShort((short) agent).put((byte) 1).put((byte) 48));
  }

  /** 0x42. */
  public static byte[] end(int agent, int lastChunk) {
    return bytes(message(0x42, 4).putShort((short) agent).putShort((short) lastChunk));
  }

  private static byte[] voice(int type, int agent, int number, byte[] audio) {
    ByteBuffer out = message(type, 7 + audio.length).putShort((short) agent);
    out.putShort((short) number).put((byte) 1).putShort((short) audio.length);
    return bytes(out.put(audio));
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.position()];
    message.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer message(int type, int length) {
    ByteBuffer out = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
    return out.put((byte) type).put((byte) 2).putShort((short) length);
  }
}
