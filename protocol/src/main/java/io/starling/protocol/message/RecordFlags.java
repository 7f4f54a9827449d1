package io.starling.protocol.message;

/** The flags byte of position and agent records. Bit 7 is reserved and zero. */
public final class RecordFlags {
  public static final int ACTIVE = 1;
  public static final int IDLE = 1 << 1;
  public static final int ERROR = 1 << 2;
  public static final int VOICE_ACTIVE = 1 << 3;
  public static final int HIGH_PRIORITY = 1 << 4;
  public static final int POSITION_CHANGED = 1 << 5;
  public static final int METADATA_CHANGED = 1 << 6;

  private RecordFlags() {}
}
