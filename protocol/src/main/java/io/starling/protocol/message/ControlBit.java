package io.starling.protocol.message;

/** The bits of 0x30. */
public enum ControlBit {
  PAUSE_UPDATES(0x01),
  HIGH_FREQUENCY(0x02),
  LOW_BANDWIDTH(0x04),
  VOICE_ENABLED(0x08),
  DEBUG_MODE(0x10),
  FORCE_FULL_UPDATE(0x20),
  USER_INTERACTING(0x40),
  BACKGROUND_MODE(0x80);

  private final int mask;

  ControlBit(int mask) {
    this.mask = mask;
  }

  /** Returns this bit alone. */
  public int mask() {
    return mask;
  }

  /** Returns whether this bit is set. */
  public boolean in(int bits) {
    return (bits & mask) != 0;
  }
}
