package io.starling.server.limits;

import java.util.Locale;

/** What is counted apart, each with its own {@link Rate}. Chapter 4 of the specification. */
public enum Kind {
  /** JSON messages and binary control messages. */
  MESSAGES(600, 100),
  /** Messages of positions. */
  POSITIONS(300, 50),
  /** Messages of positions while the client says that its user is interacting: 60 Hz. */
  DRAGGING(3_750, 50),
  /** Records of agents; a message has many. */
  AGENTS(3_600, 120),
  /** Chunks of voice. */
  VOICE(3_000, 100),
  /** Changes of settings. */
  SETTINGS(120, 20),
  /** Attempts to authenticate that failed. */
  AUTHENTICATION(10, 5);

  private final int perMinute;
  private final int burst;
  private final String label;

  Kind(int perMinute, int burst) {
    this.perMinute = perMinute;
    this.burst = burst;
    this.label = name().toLowerCase(Locale.ROOT);
  }

  /** The rate of a connection where nothing else is configured. */
  public Rate usual() {
    return new Rate(perMinute, burst);
  }

  /** In metrics and in the names of configuration. */
  public String label() {
    return label;
  }
}
