package io.starling.protocol.settings;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;

/**
 * What a message costs in memory, so that one that was compressed cannot cost more than its share:
 *
 * <pre>
 *   1  for each byte of the body
 *   1  for each byte of a string, byte string, key or path's text, and 24 for each of those
 *  48  for each value, for each member of an object, and for each path, setting, change or named
 *      path in a list
 * 144  for each array and object
 * </pre>
 *
 * A plain message never weighs 64 times its size. Confined to one message.
 */
final class Weight {
  private static final int FACTOR = 64;
  private static final int FREE = 64 * 1024;
  private static final int COPY = 24;
  private static final int ITEM = 48;
  private static final int CONTAINER = 144;

  private final long limit;
  private long total;

  private Weight(long limit) {
    this.limit = limit;
  }

  /** Returns the weight that is measured while a message is written, which may be any. */
  static Weight unlimited() {
    return new Weight(Long.MAX_VALUE);
  }

  /** Returns the weight of what came in so many bytes. */
  static Weight ofMessage(int messageBytes) {
    return new Weight(limit(messageBytes));
  }

  /** Returns whether a message of so many bytes may weigh this. */
  boolean fits(int messageBytes) {
    return total <= limit(messageBytes);
  }

  /** Returns what was added so far. */
  long total() {
    return total;
  }

  void body(int bytes) {
    add(bytes);
  }

  void copy(int bytes) {
    add((long) bytes + COPY);
  }

  void item() {
    add(ITEM);
  }

  void items(int count) {
    add((long) count * ITEM);
  }

  void container() {
    add(CONTAINER);
  }

  private void add(long weight) {
    total += weight;
    if (total > limit) {
      throw ProtocolException.of(
          ErrorCode.MESSAGE_TOO_LARGE, "The message holds too much for its size");
    }
  }

  private static long limit(int messageBytes) {
    return FREE + (long) FACTOR * messageBytes;
  }
}
