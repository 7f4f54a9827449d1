package io.starling.protocol.binary;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All types of binary messages and how long their payloads can be: in version 1, 2, and from 3. */
public enum MessageType {
  GRAPH_UPDATE(0x01, PayloadRule.RECORDS, 28, 28, 28),
  VOICE_DATA(0x02, PayloadRule.AT_LEAST, 7, 7, 7),
  POSITION_UPDATE(0x10, PayloadRule.RECORDS, 19, 21, 21),
  AGENT_POSITIONS(0x11, PayloadRule.RECORDS, 19, 21, 21),
  VELOCITY_UPDATE(0x12, PayloadRule.RECORDS, 28, 28, 28),
  COMPACT_UPDATE(0x13, PayloadRule.AT_LEAST, 15, 15, 15),
  AGENT_STATE_FULL(0x20, PayloadRule.RECORDS, 47, 49, 49),
  AGENT_STATE_DELTA(0x21, PayloadRule.AT_LEAST, 3, 5, 5),
  AGENT_HEALTH(0x22, PayloadRule.EXACTLY, 22, 24, 24),
  CONTROL_BITS(0x30, PayloadRule.EXACTLY, 1, 1, 1),
  SSSP_DATA(0x31, PayloadRule.RECORDS, 10, 12, 14),
  HANDSHAKE(0x32, PayloadRule.EITHER, 5, 28, 28),
  HEARTBEAT(0x33, PayloadRule.EXACTLY, 8, 8, 8),
  BROADCAST_ACK(0x34, PayloadRule.EXACTLY, 20, 20, 20),
  VOICE_CHUNK(0x40, PayloadRule.AT_LEAST, 7, 7, 7),
  VOICE_START(0x41, PayloadRule.EXACTLY, 4, 4, 4),
  VOICE_END(0x42, PayloadRule.EXACTLY, 4, 4, 4),
  ERROR(0xFF, PayloadRule.AT_LEAST, 2, 2, 2);

  private static final @Nullable MessageType[] BY_CODE = new MessageType[256];

  static {
    for (MessageType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final PayloadRule rule;
  private final int v1;
  private final int v2;
  private final int v3;

  MessageType(int code, PayloadRule rule, int v1, int v2, int v3) {
    this.code = code;
    this.rule = rule;
    this.v1 = v1;
    this.v2 = v2;
    this.v3 = v3;
  }

  /** Returns the type of this code, if there is one. */
  public static Optional<MessageType> of(int code) {
    return code < 0 || code > 0xFF ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
  }

  /** Returns the type of this code, or null where there is none: the hot path's lookup. */
  static @Nullable MessageType ofCode(int code) {
    return BY_CODE[code];
  }

  /** Returns the first byte of a message. */
  public int code() {
    return code;
  }

  /** Returns whether a payload of this type can be so long. */
  boolean fits(int version, int payloadBytes) {
    int size = version == 1 ? v1 : version == 2 ? v2 : v3;
    return switch (rule) {
      case RECORDS -> payloadBytes % size == 0;
      case EXACTLY -> payloadBytes == size;
      case EITHER -> payloadBytes == v1 || payloadBytes == v2;
      case AT_LEAST -> payloadBytes >= size;
    };
  }
}
