package io.starling.protocol.binary;

/**
 * What all records of one update share.
 *
 * @param time Unix ms modulo 2^32
 * @param flags of {@link io.starling.protocol.message.RecordFlags}; bit 7 stays zero
 */
public record Stamp(int time, int flags) {
  public Stamp {
    if (flags < 0 || flags > 0x7F) {
      throw new IllegalArgumentException("flags are bits 0 to 6");
    }
  }

  /** Returns the stamp of a moment. */
  public static Stamp at(long unixMillis, int flags) {
    return new Stamp((int) unixMillis, flags);
  }
}
