package io.starling.server.transport;

import io.starling.protocol.json.Dialect;
import io.starling.server.channel.Bench;
import io.starling.server.channel.Stage;
import io.starling.server.hub.Hub;
import io.starling.server.limits.RateLimits;
import io.starling.server.router.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All WebSocket paths there are. */
public final class Endpoints {

  private final Stage stage;
  private final Router router;
  private final int maxMessageBytes;
  private final @Nullable String eventsPath;

  /**
   * @param eventsPath one more path of the {@code events} dialect, or null
   */
  public Endpoints(Stage stage, Router router, int maxMessageBytes, @Nullable String eventsPath) {
    this.maxMessageBytes = maxMessageBytes;
    this.stage = stage;
    this.router = router;
    this.eventsPath = eventsPath;
  }

  /** The paths of every server. */
  public Paths all() {
    Map<String, Endpoint> paths = new HashMap<>();
    paths.put("/ws/graph", new GraphEndpoint(stage, router, maxMessageBytes).endpoint());
    paths.put("/", text(Dialect.BROADCAST, Endpoint.Entry.BY_MODE));
    paths.put("/ws", text(Dialect.WORKSPACE, Endpoint.Entry.BY_MODE_LATER));
    paths.put("/api/v1/ws", text(Dialect.EVENTS, Endpoint.Entry.KNOWN));
    paths.put("/api/v1/ws/dev", text(Dialect.EVENTS, Endpoint.Entry.BY_MODE));
    Endpoint demo = text(Dialect.EVENTS, Endpoint.Entry.GUESTS);
    paths.put("/api/v1/ws/demo", demo);
    paths.put("/ws/demo", demo);
    if (eventsPath != null) {
      paths.putIfAbsent(eventsPath, text(Dialect.EVENTS, Endpoint.Entry.BY_MODE));
    }
    return new Paths(paths);
  }

  private Endpoint text(Dialect dialect, Endpoint.Entry entry) {
    return new TextEndpoint(dialect, stage, router, maxMessageBytes).endpoint(entry);
  }

  /** The same, and {@code /bench/*}. */
  public Paths withBench(Hub hub) {
    Map<String, Endpoint> paths = new HashMap<>(all().byPath());
    paths.putAll(BenchEndpoints.of(new Bench(hub), RateLimits.BENCH, stage.traffic()));
    return new Paths(paths);
  }

  /** What is behind each path. */
  public static final class Paths {
    private final Map<String, Endpoint> byPath;

    Paths(Map<String, Endpoint> byPath) {
      this.byPath = Map.copyOf(byPath);
    }

    Map<String, Endpoint> byPath() {
      return byPath;
    }
  }
}
