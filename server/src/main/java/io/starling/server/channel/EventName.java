package io.starling.server.channel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client of the {@code graph} dialect may subscribe to. Chapter 3 of the specification. */
enum EventName {
  POSITION_UPDATE,
  VELOCITY_UPDATE,
  GRAPH_UPDATE,
  AGENT_POSITIONS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  static Optional<EventName> named(String name) {
    return Arrays.stream(values()).filter(event -> event.wireName.equals(name)).findFirst();
  }

  String wireName() {
    return wireName;
  }
}
