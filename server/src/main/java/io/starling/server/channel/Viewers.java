package io.starling.server.channel;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is looking, by client id. Thread-safe. */
public final class Viewers {

  private final Map<String, Viewer> byClientId = new ConcurrentHashMap<>();

  void add(Viewer viewer) {
    byClientId.put(viewer.clientId(), viewer);
  }

  void remove(Viewer viewer) {
    byClientId.remove(viewer.clientId(), viewer);
  }

  /** Those who are connected now, or were a moment ago. */
  Collection<Viewer> all() {
    return byClientId.values();
  }

  public Optional<Viewer> find(String clientId) {
    return Optional.ofNullable(byClientId.get(clientId));
  }
}
