package io.starling.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.OriginPolicy;
import io.starling.server.channel.Entrance;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Outbox;
import io.starling.server.limits.Admission;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Guards;
import io.starling.server.session.Session;
import io.starling.server.session.SessionContext;
import io.starling.server.transport.DeflateOffer.Answer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an HTTP request into a WebSocket session, or refuses it. On the request's event loop. */
final class Upgrade {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  private static final WriteBufferWaterMark WATERMARK =
      new WriteBufferWaterMark(32 * 1024, 64 * 1024);

  private final Map<String, Endpoint> endpoints;
  private final OriginPolicy origins;
  private final Doorkeeper doorkeeper;
  private final Guards guards;
  private final EventLoops loops;
  private final SessionContext sessions;
  private final TrafficMetrics traffic;
  private final Refusal refusal;
  private final Connections connections;
  private final Challenges challenges = new Challenges();
  private final Duration patience;

  Upgrade(
      Map<String, Endpoint> endpoints,
      Access access,
      EventLoops loops,
      SessionContext sessions,
      Connections connections,
      Duration patience,
      Refusal refusal) {
    this.endpoints = Map.copyOf(endpoints);
    this.origins = access.origins();
    this.doorkeeper = new Doorkeeper(access, sessions.traffic());
    this.guards = access.guards();
    this.loops = loops;
    this.sessions = sessions;
    this.traffic = sessions.traffic();
    this.connections = connections;
    this.patience = patience;
    this.refusal = refusal;
  }

  void handle(HttpServerRequest request) {
    if (connections.isDraining()) {
      request.response().putHeader("Retry-After", "1");
      refuse(request, 503, ErrorCode.SERVICE_UNAVAILABLE, "The server is restarting");
      return;
    }
    Optional<String> stranger =
        origins.refusal(request.getHeader("Host"), request.getHeader("Origin"));
    if (stranger.isPresent()) {
      refuse(request, 403, ErrorCode.FORBIDDEN, stranger.get());
      return;
    }
    Endpoint endpoint = endpoints.get(request.path());
    if (endpoint == null || !doorkeeper.isOpen(endpoint)) {
      refuse(request, 404, ErrorCode.UNKNOWN_CHANNEL, "There is no WebSocket at this path");
      return;
    }
    Optional<String> fault = Handshake.fault(request);
    if (fault.isPresent()) {
      refuse(request, 400, ErrorCode.VALIDATION_ERROR, fault.get());
      return;
    }
    if (!Handshake.VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      request.response().putHeader("Sec-WebSocket-Version", Handshake.VERSION);
      refuse(
          request,
          426,
          ErrorCode.PROTOCOL_VERSION_MISMATCH,
          "Only WebSocket version 13 is spoken here");
      return;
    }
    switch (DeflateOffer.answer(request.headers().getAll("Sec-WebSocket-Extensions"))) {
      case Answer.Agreed(String header) -> {
        request.response().putHeader("Sec-WebSocket-Extensions", header);
        ask(request, endpoint, true);
      }
      case Answer.Declined() -> ask(request, endpoint, false);
      case Answer.Malformed() ->
          refuse(
              request, 400, ErrorCode.VALIDATION_ERROR, "Sec-WebSocket-Extensions can't be read");
    }
  }

  /** Takes a slot, then finds out who it is; the answer may come later. */
  private void ask(HttpServerRequest request, Endpoint endpoint, boolean deflates) {
    String address = request.remoteAddress().host();
    switch (guards.connections().tryOpen(address)) {
      case Admission.Refused(var bound) ->
          refuse(
              request,
              bound == Admission.Bound.ALL ? 503 : 429,
              ErrorCode.CONNECTION_LIMIT,
              ErrorCode.CONNECTION_LIMIT.defaultMessage());
      case Admission.Opened(var slot) -> {
        CompletableFuture<Doorkeeper.Entry> entry = doorkeeper.ask(request, endpoint, address);
        if (entry.isDone()) {
          decide(request, new Coming(endpoint, address, deflates, slot), entry.join());
        } else {
          Context context = Vertx.currentContext();
          entry.thenAccept(
              decided ->
                  context.runOnContext(
                      _ ->
                          decide(request, new Coming(endpoint, address, deflates, slot), decided)));
        }
      }
    }
  }

  /** What is known of a connection before it is one. */
  private record Coming(Endpoint endpoint, String address, boolean deflates, Admission.Slot slot) {}

  private void decide(HttpServerRequest request, Coming coming, Doorkeeper.Entry entry) {
    switch (entry) {
      case Doorkeeper.Entry.Refused refused -> {
        coming.slot().close();
        if (refused.retryAfterSeconds() > 0) {
          request.response().putHeader("Retry-After", "" + refused.retryAfterSeconds());
        }
        if (refused.status() == 401) {
          request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        refuse(request, refused.status(), refused.code(), refused.reason());
      }
      case Doorkeeper.Entry.Admitted admitted -> accept(request, coming, admitted);
    }
  }

  private void accept(
      HttpServerRequest request, Coming coming, Doorkeeper.Entry.Admitted admitted) {
    String uri = request.uri();
    String url = Doorkeeper.url(request);
    admitted
        .subprotocol()
        .ifPresent(name -> request.response().putHeader("Sec-WebSocket-Protocol", name));
    request
        .response()
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader(
            "Sec-WebSocket-Accept", Handshake.accept(request.getHeader("Sec-WebSocket-Key")));
    Takeover.take(request)
        .onSuccess(channel -> open(channel, coming, admitted, new Target(uri, url)))
        .onFailure(
            cause -> {
              coming.slot().close();
              LOG.atDebug().setCause(cause).log("handshake broke off");
            });
  }

  /** What the request line asked for, and the same as an address. */
  private record Target(String uri, String url) {}

  private void open(
      Channel channel, Coming coming, Doorkeeper.Entry.Admitted admitted, Target target) {
    Endpoint endpoint = coming.endpoint();
    channel.config().setWriteBufferWaterMark(WATERMARK);
    EventLoops.Parts loop = loops.of(channel.eventLoop());
    var connection = new NettyConnection(channel, coming.address());
    Outbox outbox = outbox(channel, loop.drain(), connection, coming.deflates());
    connection.bind(outbox);
    var session = new Session(admitted.principal(), connection, outbox, sessions);
    connections.add(connection);
    session.onClose(
        () -> {
          coming.slot().close();
          connections.remove(connection);
        });
    var opening =
        new Endpoint.Opening(
            session,
            loop.loop(),
            loop.heartbeats(),
            new Entrance(target.url(), challenges.next(), loop.heartbeats().deadlines()),
            new QueryStringDecoder(target.uri()).parameters(),
            admitted.messagePack(),
            admitted.mustAuthenticate(),
            admitted.expiry());
    var bounds = new MessageBounds(endpoint.maxMessageBytes(), endpoint.maxFragments(), patience);
    var pipeline = new WebSocketPipeline(bounds, coming.deflates(), loop.inflation());
    try {
      pipeline.assemble(channel, connection, session, endpoint.opener().open(opening));
    } catch (RuntimeException fault) {
      LOG.atError().setCause(fault).log("connection not opened");
      session.closed();
      channel.close();
    }
    if (!channel.isActive()) {
      session.closed();
    }
  }

  private static Outbox outbox(
      Channel channel, Drain drain, NettyConnection connection, boolean deflates) {
    if (channel instanceof EpollSocketChannel) {
      var outlet = new DirectOutlet((UnixChannel) channel);
      Outbox outbox = drain.outbox(outlet, connection, deflates);
      outlet.bind(outbox);
      return outbox;
    }
    return drain.outbox(new QueueOutlet(channel), connection, deflates);
  }

  private void refuse(HttpServerRequest request, int status, ErrorCode code, String message) {
    traffic.refused.increment();
    refusal.refuse(request, status, code, message);
  }
}
