package io.starling.protocol.settings;

import java.util.Optional;

/** The messages by the byte that the body begins with. */
enum Opcode {
  GET(1),
  SET(2),
  BATCH_GET(3),
  BATCH_SET(4),
  DELTA(5),
  RESPONSE(6),
  ERROR(7),
  PING(8),
  PONG(9),
  FULL_SYNC_REQUEST(10),
  FULL_SYNC(11),
  PATHS(12);

  private static final Opcode[] ALL = values();

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** Returns the byte. */
  int code() {
    return code;
  }

  static Optional<Opcode> of(int code) {
    return code < 1 || code > ALL.length ? Optional.empty() : Optional.of(ALL[code - 1]);
  }
}
