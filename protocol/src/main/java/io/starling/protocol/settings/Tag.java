package io.starling.protocol.settings;

import java.util.Optional;

/** The types of values by the byte that a value begins with. */
enum Tag {
  NULL(0),
  BOOL(1),
  I32(2),
  I64(3),
  F32(4),
  F64(5),
  TEXT(6),
  BYTES(7),
  ARRAY(8),
  OBJECT(9);

  /** How many arrays and objects may lie one in another. */
  static final int MAX_DEPTH = 32;

  private static final Tag[] ALL = values();

  private final int code;

  Tag(int code) {
    this.code = code;
  }

  /** Returns the byte. */
  int code() {
    return code;
  }

  static Optional<Tag> of(int code) {
    return code < ALL.length ? Optional.of(ALL[code]) : Optional.empty();
  }
}
