package io.starling.protocol.message;

import java.util.Arrays;
import java.util.Optional;

/** How a voice's samples are written, by the number on the wire. */
public enum VoiceFormat {
  PCM_S16LE(0),
  OPUS(1),
  PCM_F32LE(2);

  private final int number;

  VoiceFormat(int number) {
    this.number = number;
  }

  /** Returns the format with this number, if there is one. */
  public static Optional<VoiceFormat> numbered(int number) {
    return Arrays.stream(values()).filter(format -> format.number == number).findFirst();
  }

  /** Returns the u8 on the wire. */
  public int number() {
    return number;
  }
}
