package io.starling.protocol.negotiation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats of the node stream, by their number in 0x32 and their name in a URL. */
public enum Format {
  POSITION(0, "position", 1, true),
  CLIENT28(1, "client28", 1, true),
  COMPACT(2, "compact", 3, true),
  WIRE34(3, "wire34", 1, false),
  WIRE36(4, "wire36", 1, false),
  COMPUTE48(5, "compute48", 1, false);

  private final int number;
  private final String wireName;
  private final int lowestVersion;
  private final boolean offered;

  Format(int number, String wireName, int lowestVersion, boolean offered) {
    this.number = number;
    this.wireName = wireName;
    this.lowestVersion = lowestVersion;
    this.offered = offered;
  }

  /** Returns the format with this number, if there is one. */
  public static Optional<Format> numbered(int number) {
    return Arrays.stream(values()).filter(format -> format.number == number).findFirst();
  }

  /** Returns the format with this name, if there is one. */
  public static Optional<Format> named(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName.equals(name)).findFirst();
  }

  /** Returns the names of those that negotiation gives. */
  public static List<String> offeredNames() {
    return Arrays.stream(values()).filter(Format::offered).map(Format::wireName).toList();
  }

  /** Returns the number in 0x32. */
  public int number() {
    return number;
  }

  /** Returns the name in {@code ?format=}. */
  public String wireName() {
    return wireName;
  }

  /** Returns the lowest protocol version that has it. */
  public int lowestVersion() {
    return lowestVersion;
  }

  /** Returns whether this server streams it. */
  public boolean offered() {
    return offered;
  }
}
