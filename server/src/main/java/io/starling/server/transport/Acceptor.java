package io.starling.server.transport;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.hub.Hub;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionContext;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;

/** Sends a request where it belongs: upgrades to WebSocket, all else to REST. Thread-safe. */
public final class Acceptor implements Handler<HttpServerRequest> {

  private final Upgrade upgrade;
  private final Handler<HttpServerRequest> rest;
  private final Refusal refusal;
  private final Connections connections = new Connections();

  public Acceptor(
      Endpoints.Paths endpoints,
      Access access,
      Hub hub,
      Heartbeat heartbeat,
      Patience patience,
      SessionContext sessions,
      Rest rest) {
    this.upgrade =
        new Upgrade(
            endpoints.byPath(),
            access,
            new EventLoops(hub, heartbeat, sessions),
            sessions,
            connections,
            patience.message(),
            rest.refusal());
    this.rest = rest.handler();
    this.refusal = rest.refusal();
  }

  /** What REST gives to the sockets. */
  public record Rest(Handler<HttpServerRequest> handler, Refusal refusal) {}

  /** Takes no more upgrades, sends everybody away with 1001, and completes once all are gone. */
  public CompletableFuture<Void> drain() {
    return connections.drain();
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (request.headers().getAll("Host").size() > 1) {
      // RFC 9112, section 3.2: whoever is before us may have looked at the other one.
      refusal.refuse(
          request, 400, ErrorCode.VALIDATION_ERROR, "The request has more than one Host header");
    } else if (Handshake.isUpgrade(request)) {
      upgrade.handle(request);
    } else {
      rest.handle(request);
    }
  }
}
