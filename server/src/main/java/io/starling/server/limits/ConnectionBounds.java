package io.starling.server.limits;

/**
 * How many connections there may be at a time. Chapter 4 of the specification. Immutable.
 *
 * @param total of the process
 * @param perUser of one user who has authenticated
 */
public record ConnectionBounds(int total, int perAddress, int perUser) {

  public static final ConnectionBounds DEFAULT = new ConnectionBounds(100_000, 1_000, 100);

  public ConnectionBounds {
    if (total < 1 || perAddress < 1 || perUser < 1) {
      throw new IllegalArgumentException(
          "at least one connection each: " + total + ", " + perAddress + ", " + perUser);
    }
  }

  /** As many of one address as in all. */
  public ConnectionBounds forMeasuring() {
    return new ConnectionBounds(total, total, perUser);
  }

  /** With no more in all than so many. */
  public ConnectionBounds withTotalAtMost(int most) {
    return new ConnectionBounds(Math.min(total, most), perAddress, perUser);
  }
}
