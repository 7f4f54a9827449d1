package io.starling.protocol.error;

/**
 * The client's own id of a request; goes back as it came, a number as a number. Immutable.
 *
 * @param text the string, or the digits of an integer
 */
public record RequestId(String text, boolean number) {

  /** Returns the id that is a string. */
  public static RequestId of(String text) {
    return new RequestId(text, false);
  }

  /** Returns the id that is an integer. */
  public static RequestId of(long value) {
    return new RequestId(Long.toString(value), true);
  }
}
