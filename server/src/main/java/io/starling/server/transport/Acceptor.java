package io.starling.server.transport;

import io.starling.server.hub.Hub;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionContext;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Sends a request where it belongs: upgrades to WebSocket, all else to REST. Thread-safe. */
public final class Acceptor implements Handler<HttpServerRequest> {

  private final Upgrade upgrade;
  private final Handler<HttpServerRequest> rest;

  public Acceptor(
      Endpoints.Paths endpoints, Access access, Hub hub, SessionContext sessions, Rest rest) {
    this.upgrade =
        new Upgrade(
            endpoints.byPath(),
            access,
            new EventLoops(hub, Heartbeat.DEFAULT, sessions.traffic()),
            sessions,
            rest.refusal());
    this.rest = rest.handler();
  }

  /** What REST gives to the sockets. */
  public record Rest(Handler<HttpServerRequest> handler, Refusal refusal) {}

  @Override
  public void handle(HttpServerRequest request) {
    if (Handshake.isUpgrade(request)) {
      upgrade.handle(request);
    } else {
      rest.handle(request);
    }
  }
}
