package io.starling.protocol.negotiation;

import io.starling.protocol.message.NodeLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The formats of the node stream, by their number in 0x32 and their name in a URL. All of them are
 * offered.
 */
public enum Format {
  POSITION(0, "position", 1, null),
  CLIENT28(1, "client28", 1, null),
  COMPACT(2, "compact", 3, null),
  WIRE34(3, "wire34", 1, NodeLayout.WIRE34),
  WIRE36(4, "wire36", 1, NodeLayout.WIRE36),
  COMPUTE48(5, "compute48", 1, NodeLayout.COMPUTE48);

  private final int number;
  private final String wireName;
  private final int lowestVersion;
  private final @Nullable NodeLayout layout;

  Format(int number, String wireName, int lowestVersion, @Nullable NodeLayout layout) {
    this.number = number;
    this.wireName = wireName;
    this.lowestVersion = lowestVersion;
    this.layout = layout;
  }

  /** Returns the format with this number, if there is one. */
  public static Optional<Format> numbered(int number) {
    return Arrays.stream(values()).filter(format -> format.number == number).findFirst();
  }

  /** Returns the format with this name, if there is one. */
  public static Optional<Format> named(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName.equals(name)).findFirst();
  }

  /** Returns the names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Format::wireName).toList();
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

  /** Returns how the records of a headerless stream lie; empty where messages have headers. */
  public Optional<NodeLayout> headerless() {
    return Optional.ofNullable(layout);
  }
}
