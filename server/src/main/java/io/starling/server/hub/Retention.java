package io.starling.server.hub;

import java.time.Duration;

/**
 * How much of the past a log keeps; it drops whole segments. On an {@link Contract#EVERY} channel
 * it keeps at least {@code publications} of them unless they are older than {@code age} or take
 * more than {@code bytes}. On a {@link Contract#LATEST} channel it keeps the newest keyframe and
 * what followed, unless that takes more than {@code bytes}. On a {@link Contract#TIMELY} channel it
 * keeps what is not older than {@code age} and does not take more than {@code bytes}; nothing older
 * is sent, even where it is still held.
 */
public record Retention(int publications, long bytes, Duration age) {

  /** A thousand publications, 4 MiB, five minutes. */
  public static final Retention DEFAULT = new Retention(1_000, 4L << 20, Duration.ofMinutes(5));

  public Retention {
    if (publications < 0 || bytes < Segment.MAX_CAPACITY || age.isNegative()) {
      throw new IllegalArgumentException(
          "retention out of range: " + publications + ", " + bytes + " B, " + age);
    }
  }
}
