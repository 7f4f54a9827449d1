package io.starling.protocol.binary;

/**
 * Time and flags of the records of an update: the same for all, as in a tick of the simulation, or
 * one per row of the {@link Columns}.
 */
public sealed interface Stamp {

  /** Returns the stamp that all records of one moment share. */
  static Stamp at(long unixMillis, int flags) {
    return new Shared((int) unixMillis, flags);
  }

  /** Returns stamps by row of the columns; the arrays are shared, not copied. */
  static Stamp perRow(int[] times, byte[] flags) {
    return new PerRow(times, flags);
  }

  /** Returns Unix ms modulo 2^32. */
  int time(int row);

  /** Returns flags of {@link io.starling.protocol.message.RecordFlags}. */
  int flags(int row);

  /** One stamp for all. */
  record Shared(int time, int flags) implements Stamp {
    public Shared {
      if (flags < 0 || flags > 0x7F) {
        throw new IllegalArgumentException("flags are bits 0 to 6");
      }
    }

    @Override
    public int time(int row) {
      return time;
    }

    @Override
    public int flags(int row) {
      return flags;
    }
  }

  /** One stamp per row. */
  final class PerRow implements Stamp {
    private final int[] times;
    private final byte[] flags;

    private PerRow(int[] times, byte[] flags) {
      this.times = times;
      this.flags = flags;
    }

    @Override
    public int time(int row) {
      return times[row];
    }

    @Override
    public int flags(int row) {
      return flags[row] & 0x7F;
    }
  }
}
