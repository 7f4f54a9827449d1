package io.starling.server.session;

import java.time.Duration;

/**
 * How often the server shows life and how long it waits for some. Presets of chapter 4.
 *
 * @param interval between two heartbeats
 * @param warn past it a silent session is marked stale
 * @param timeout past it a silent session is closed with 4000
 */
public record Heartbeat(Duration interval, Duration warn, Duration timeout) {

  public static final Heartbeat DEFAULT =
      new Heartbeat(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));

  public static final Heartbeat SLOW =
      new Heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60));

  public static final Heartbeat FAST =
      new Heartbeat(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

  public Heartbeat {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0
        || warn.compareTo(interval) < 0
        || timeout.compareTo(warn) < 0
        || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "heartbeat needs 1 s <= interval <= warn <= timeout <= 1 h: "
              + interval
              + ", "
              + warn
              + ", "
              + timeout);
    }
  }
}
