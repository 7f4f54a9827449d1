package io.starling.server.channel;

import io.starling.protocol.message.ControlBit;
import java.time.Duration;

/** How often a viewer is sent positions. Chapter 5 of the specification. */
enum Tier {
  BACKGROUND(1),
  LOW(5),
  NORMAL(10),
  HIGH(60),
  PAUSED(0);

  private final int hertz;

  Tier(int hertz) {
    this.hertz = hertz;
  }

  int hertz() {
    return hertz;
  }

  /**
   * Time between two updates; half a simulation step is left to it, so that rounding skips none.
   */
  long intervalNanos() {
    return hertz == 0 ? Long.MAX_VALUE : Duration.ofSeconds(1).toNanos() / hertz - 8_000_000;
  }

  /** Whether it is told of a dragged node at once, outside the tick. */
  boolean isRelayed() {
    return this == NORMAL || this == HIGH;
  }

  /**
   * The tier that control bits ask for: pause wins, then background, then high frequency or
   * interacting, then low bandwidth; without any of them what the subscription asked for.
   *
   * @param rateHz asked for when subscribing, 0 for none
   */
  static Tier of(int bits, int rateHz) {
    if (ControlBit.PAUSE_UPDATES.in(bits)) {
      return PAUSED;
    }
    if (ControlBit.BACKGROUND_MODE.in(bits)) {
      return BACKGROUND;
    }
    if (ControlBit.HIGH_FREQUENCY.in(bits) || ControlBit.USER_INTERACTING.in(bits)) {
      return HIGH;
    }
    if (ControlBit.LOW_BANDWIDTH.in(bits)) {
      return LOW;
    }
    return ofRate(rateHz);
  }

  private static Tier ofRate(int rateHz) {
    if (rateHz == 0) {
      return NORMAL;
    }
    return rateHz >= 60 ? HIGH : rateHz >= 10 ? NORMAL : rateHz >= 5 ? LOW : BACKGROUND;
  }
}
