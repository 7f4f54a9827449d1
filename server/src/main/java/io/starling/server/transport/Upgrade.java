package io.starling.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.OriginPolicy;
import io.starling.server.auth.Principal;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Outbox;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Session;
import io.starling.server.session.SessionContext;
import io.starling.server.transport.DeflateOffer.Answer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an HTTP request into a WebSocket session, or refuses it. On the request's event loop. */
final class Upgrade {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  private static final WriteBufferWaterMark WATERMARK =
      new WriteBufferWaterMark(32 * 1024, 64 * 1024);

  private final Map<String, Endpoint> endpoints;
  private final OriginPolicy origins;
  private final Principal anonymous;
  private final EventLoops loops;
  private final SessionContext sessions;
  private final TrafficMetrics traffic;
  private final Refusal refusal;
  private final Connections connections;
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
    this.anonymous = access.anonymous();
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
    if (endpoint == null) {
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
        accept(request, endpoint, true);
      }
      case Answer.Declined() -> accept(request, endpoint, false);
      case Answer.Malformed() ->
          refuse(
              request, 400, ErrorCode.VALIDATION_ERROR, "Sec-WebSocket-Extensions can't be read");
    }
  }

  private void accept(HttpServerRequest request, Endpoint endpoint, boolean deflates) {
    String uri = request.uri();
    String address = request.remoteAddress().host();
    request
        .response()
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader(
            "Sec-WebSocket-Accept", Handshake.accept(request.getHeader("Sec-WebSocket-Key")));
    Takeover.take(request)
        .onSuccess(channel -> open(channel, address, endpoint, uri, deflates))
        .onFailure(cause -> LOG.atDebug().setCause(cause).log("handshake broke off"));
  }

  private void open(
      Channel channel, String address, Endpoint endpoint, String uri, boolean deflates) {
    channel.config().setWriteBufferWaterMark(WATERMARK);
    EventLoops.Parts loop = loops.of(channel.eventLoop());
    var connection = new NettyConnection(channel, address);
    Outbox outbox = outbox(channel, loop.drain(), connection, deflates);
    connection.bind(outbox);
    var session = new Session(anonymous, connection, outbox, sessions);
    connections.add(connection);
    session.onClose(() -> connections.remove(connection));
    Inbound inbound =
        endpoint
            .opener()
            .open(
                session, loop.loop(), loop.heartbeats(), new QueryStringDecoder(uri).parameters());
    var bounds = new MessageBounds(endpoint.maxMessageBytes(), endpoint.maxFragments(), patience);
    new WebSocketPipeline(bounds, deflates, loop.inflation())
        .assemble(channel, connection, session, inbound);
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
