package io.starling.server.limits;

/** What follows from a violation. Immutable. */
public sealed interface Outcome {

  /** Nothing: this connection was answered within the last second. */
  record Silent() implements Outcome {}

  /**
   * It is answered with {@code RATE_LIMIT_EXCEEDED}.
   *
   * @param violations of the offender, within the last 10 minutes
   */
  record Warn(int violations) implements Outcome {}

  /** The connection is closed with 1008. */
  record Banned(int violations, Ban ban) implements Outcome {}
}
