package io.starling.server.transport;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The one port: a listener on every event loop, which sends upgrades to the WebSocket side and all
 * else to REST. Thread-safe.
 */
public final class HttpFront {

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int BACKLOG = 4_096;
  private static final int SWITCHING = 101;

  /** Vert.x: listeners that name the same negative port share one free one. */
  private static final int ANY_FREE_PORT = -1;

  private final Vertx vertx;
  private final int loops;
  private final Patience patience;

  /**
   * Makes one that does not listen yet.
   *
   * @param patience how long a connection may take until a request is there
   */
  public HttpFront(Vertx vertx, int loops, Patience patience) {
    this.vertx = vertx;
    this.loops = loops;
    this.patience = patience;
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
            () -> new Listener(host, shared, patience, actual, handlers.get()),
            new DeploymentOptions().setInstances(loops))
        .map(_ -> actual.get());
  }

  private static HttpServerOptions options(Patience patience) {
    return new HttpServerOptions()
        .setIdleTimeout((int) patience.next().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setAcceptBacklog(BACKLOG)
        .setTcpNoDelay(true)
        .setHandle100ContinueAutomatically(false)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true);
  }

  private static final class Listener extends VerticleBase {
    private final String host;
    private final int port;
    private final Patience patience;

    /** Timers of connections that have not asked for anything. */
    private final Map<HttpConnection, Long> waiting = new HashMap<>();

    private final AtomicInteger actual;
    private final Handler<HttpServerRequest> handler;

    Listener(
        String host,
        int port,
        Patience patience,
        AtomicInteger actual,
        Handler<HttpServerRequest> handler) {
      this.host = host;
      this.port = port;
      this.patience = patience;
      this.actual = actual;
      this.handler = handler;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer(options(patience))
          .connectionHandler(this::opened)
          .requestHandler(this::asked)
          .listen(port, host)
          .onSuccess(listening -> actual.set(listening.actualPort()));
    }

    /** An idle time-out would not see who sends a byte of a header now and then. */
    private void opened(HttpConnection connection) {
      waiting.put(
          connection, vertx.setTimer(patience.request().toMillis(), _ -> cutOff(connection)));
      connection.closeHandler(_ -> forget(connection));
    }

    private void asked(HttpServerRequest request) {
      HttpConnection connection = request.connection();
      forget(connection);
      request.response().endHandler(_ -> answered(request));
      handler.handle(request);
    }

    /** The next request of a kept connection has its time, too; an upgraded one has no next. */
    private void answered(HttpServerRequest request) {
      HttpConnection connection = request.connection();
      if (request.response().getStatusCode() != SWITCHING) {
        waiting.put(
            connection, vertx.setTimer(patience.next().toMillis(), _ -> cutOff(connection)));
      }
    }

    private void cutOff(HttpConnection connection) {
      if (waiting.remove(connection) != null) {
        connection.close();
      }
    }

    private void forget(HttpConnection connection) {
      Long timer = waiting.remove(connection);
      if (timer != null) {
        vertx.cancelTimer(timer);
      }
    }
  }
}
