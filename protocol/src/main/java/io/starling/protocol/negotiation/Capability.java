package io.starling.protocol.negotiation;

import io.starling.protocol.compression.Coding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The capability bits of 0x32, by their name in {@code ?caps=}. */
public enum Capability {
  ZLIB(0x01, "zlib", true),
  BROTLI(0x02, "brotli", Coding.BROTLI.isAvailable()),
  BINARY_HEARTBEAT(0x04, "heartbeat", true),
  BINARY_ERRORS(0x08, "errors", true),
  ACKS(0x10, "acks", true);

  private final int mask;
  private final String wireName;
  private final boolean offered;

  Capability(int mask, String wireName, boolean offered) {
    this.mask = mask;
    this.wireName = wireName;
    this.offered = offered;
  }

  /** Returns the bits of those that negotiation gives. */
  public static int offeredBits() {
    return Arrays.stream(values())
        .filter(capability -> capability.offered)
        .mapToInt(Capability::mask)
        .sum();
  }

  /** Returns the names of those compressions that negotiation gives. */
  public static List<String> compressions() {
    return Arrays.stream(Coding.values())
        .map(Capability::of)
        .filter(capability -> capability.offered)
        .map(capability -> capability.wireName)
        .toList();
  }

  static Capability of(Coding coding) {
    return switch (coding) {
      case ZLIB -> ZLIB;
      case BROTLI -> BROTLI;
    };
  }

  /** Returns the capability with this name, if there is one. */
  static Optional<Capability> named(String name) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(name)).findFirst();
  }

  /** Returns the names of those whose bits are set. */
  public static List<String> names(int bits) {
    return Arrays.stream(values())
        .filter(capability -> (bits & capability.mask) != 0)
        .map(capability -> capability.wireName)
        .toList();
  }

  /** Returns its bit in the u16. */
  public int mask() {
    return mask;
  }
}
