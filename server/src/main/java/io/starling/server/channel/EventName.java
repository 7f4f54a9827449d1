package io.starling.server.channel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The streams that have a meaning of their own; all other names are channels of events. */
enum EventName {
  POSITION_UPDATE,
  VELOCITY_UPDATE,
  GRAPH_UPDATE,
  AGENT_POSITIONS,
  AGENT_STATE_FULL,
  AGENT_STATE_DELTA,
  AGENT_HEALTH,
  SSSP_DATA,
  VOICE_CHUNK;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  static Optional<EventName> named(String name) {
    return Arrays.stream(values()).filter(event -> event.wireName.equals(name)).findFirst();
  }

  String wireName() {
    return wireName;
  }
}
