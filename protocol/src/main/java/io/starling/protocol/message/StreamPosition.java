package io.starling.protocol.message;

/**
 * A place in a channel's history.
 *
 * @param epoch which life of the channel it is: numbers of different epochs can't be compared; from
 *     1 to 2⁵³ − 1
 * @param seq number of the last publication that a client has, 0 for none
 */
public record StreamPosition(long epoch, long seq) {

  /** The largest whole number that every JSON reader reads exactly. */
  public static final long MAX = (1L << 53) - 1;

  public StreamPosition {
    if (epoch < 1 || epoch > MAX || seq < 0 || seq > MAX) {
      throw new IllegalArgumentException("no place in a history: " + epoch + ", " + seq);
    }
  }
}
