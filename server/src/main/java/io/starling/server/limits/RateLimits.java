package io.starling.server.limits;

/**
 * What one connection may send. Chapter 4 of the specification.
 *
 * @param messages JSON messages and binary control messages
 * @param positions position messages
 * @param dragging position messages while the client says that its user is interacting
 */
public record RateLimits(Rate messages, Rate positions, Rate dragging) {

  public static final RateLimits DEFAULT =
      new RateLimits(new Rate(600, 100), new Rate(300, 50), new Rate(3_750, 50));

  /** For measuring: counted like any other, but not in the way. */
  public static final RateLimits BENCH =
      new RateLimits(
          new Rate(1_000_000_000, 1_000_000_000),
          new Rate(1_000_000_000, 1_000_000_000),
          new Rate(1_000_000_000, 1_000_000_000));
}
