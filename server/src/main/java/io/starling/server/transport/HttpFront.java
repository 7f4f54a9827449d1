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
    var actual = new AtomicInteger(port);
    Supplier<Listener> listeners = () -> new Listener(host, actual, handlers.get());
    // The first listener finds out the port, the others share it.
    return vertx
        .deployVerticle(listeners.get())
        .compose(
            first ->
                loops == 1
                    ? Future.succeededFuture(first)
                    : vertx.deployVerticle(
                        listeners, new DeploymentOptions().setInstances(loops - 1)))
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
    private final AtomicInteger port;
    private final Handler<HttpServerRequest> handler;

    Listener(String host, AtomicInteger port, Handler<HttpServerRequest> handler) {
      this.host = host;
      this.port = port;
      this.handler = handler;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer(options())
          .requestHandler(handler)
          .listen(port.get(), host)
          .onSuccess(listening -> port.set(listening.actualPort()));
    }
  }
}
