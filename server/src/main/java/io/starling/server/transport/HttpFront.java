package io.starling.server.transport;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The one port: a listener on every event loop, which sends upgrades to the WebSocket side and all
 * else to REST. Thread-safe.
 */
public final class HttpFront {

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int BACKLOG = 4_096;
  private static final int IDLE_SECONDS = 75;

  /** Vert.x: listeners that name the same negative port share one free one. */
  private static final int ANY_FREE_PORT = -1;

  private final Vertx vertx;
  private final int loops;

  public HttpFront(Vertx vertx, int loops) {
    this.vertx = vertx;
    this.loops = loops;
  }

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @param handlers makes the taker of requests of one event loop
   * @return the port
   */
  public Future<Integer> listen(
      String host, int port, Supplier<Handler<HttpServerRequest>> handlers) {
    var actual = new AtomicInteger();
    int shared = port == 0 ? ANY_FREE_PORT : port;
    return vertx
        .deployVerticle(
            () -> new Listener(host, shared, actual, handlers.get()),
            new DeploymentOptions().setInstances(loops))
        .map(_ -> actual.get());
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setAcceptBacklog(BACKLOG)
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpNoDelay(true)
        .setHandle100ContinueAutomatically(false)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true);
  }

  private static final class Listener extends VerticleBase {
    private final String host;
    private final int port;
    private final AtomicInteger actual;
    private final Handler<HttpServerRequest> handler;

    Listener(String host, int port, AtomicInteger actual, Handler<HttpServerRequest> handler) {
      this.host = host;
      this.port = port;
      this.actual = actual;
      this.handler = handler;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer(options())
          .requestHandler(handler)
          .listen(port, host)
          .onSuccess(listening -> actual.set(listening.actualPort()));
    }
  }
}
