package io.starling.server.transport;

import io.starling.server.channel.Bench;
import io.starling.server.channel.Stage;
import io.starling.server.hub.Hub;
import io.starling.server.limits.RateLimits;
import io.starling.server.router.Router;
import java.util.HashMap;
import java.util.Map;

/** All WebSocket paths there are. */
public final class Endpoints {

  private final Stage stage;
  private final Router router;

  public Endpoints(Stage stage, Router router) {
    this.stage = stage;
    this.router = router;
  }

  /** The paths of every server. */
  public Paths all() {
    return new Paths(Map.of("/ws/graph", new GraphEndpoint(stage, router).endpoint()));
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
