package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.auth.Scope;
import io.starling.server.channel.Dragging;
import io.starling.server.channel.Viewer;
import io.starling.server.session.SessionClock;

/** Sends each message of a viewer where it belongs. On the viewer's event loop. */
public final class Router {

  private final Dragging dragging;
  private final Methods methods;
  private final AgentReports reports;
  private final SessionClock clock;

  public Router(Dragging dragging, Methods methods, AgentReports reports, SessionClock clock) {
    this.reports = reports;
    this.dragging = dragging;
    this.methods = methods;
    this.clock = clock;
  }

  /** Does what the message asks for, or answers why not. */
  public void route(Viewer viewer, ClientMessage message) {
    if (!isTaken(viewer, message)) {
      return;
    }
    if (!viewer.identity().isKnown() && !isForStrangers(message)) {
      refuseStranger(viewer, message);
      return;
    }
    switch (message) {
      case ClientMessage.Ping ping ->
          viewer.send(new ServerMessage.Pong(ping.form(), ping.id(), clock.millis()));
      case ClientMessage.Heartbeat heartbeat -> acknowledge(viewer, heartbeat);
      case ClientMessage.BinaryHeartbeat _ -> {} // it counted as life
      case ClientMessage.Subscribe subscribe -> viewer.subscriptions().subscribe(subscribe);
      case ClientMessage.Unsubscribe unsubscribe -> viewer.subscriptions().unsubscribe(unsubscribe);
      case ClientMessage.FilterUpdate update -> viewer.filter(update);
      case ClientMessage.Query query ->
          methods.call(viewer, Method.Kind.QUERY, query.name(), query.params(), query.id());
      case ClientMessage.Command command ->
          methods.call(viewer, Method.Kind.COMMAND, command.name(), command.params(), command.id());
      case ClientMessage.Authenticate proof -> viewer.identity().authenticate(proof);
      case ClientMessage.ControlBits control -> viewer.control(control.bits());
      case ClientMessage.Handshake offer -> shakeHands(viewer, offer);
      case ClientMessage.PositionUpdate update -> drag(viewer, update);
      case ClientMessage.NodeUpdate _ -> refuseVelocities(viewer);
      case ClientMessage.AgentUpdate update -> reports.take(viewer, update.report());
      case ClientMessage.VoiceUpdate update -> viewer.voice().say(update.voice());
      case ClientMessage.BroadcastAck ack -> viewer.acknowledge(ack);
      case ClientMessage.ErrorReport _ -> {} // the client's own trouble; it is in its log
    }
  }

  /** Signs of life and acknowledgements are free; positions have a rate of their own. */
  private boolean isTaken(Viewer viewer, ClientMessage message) {
    return switch (message) {
      case ClientMessage.Heartbeat _,
          ClientMessage.BinaryHeartbeat _,
          ClientMessage.BroadcastAck _ ->
          true;
      case ClientMessage.PositionUpdate _, ClientMessage.NodeUpdate _ ->
          viewer.intake().takesPositions();
      case ClientMessage.VoiceUpdate _ -> viewer.intake().takesVoice();
      case ClientMessage.AgentUpdate update -> reports.isTaken(viewer, update.report());
      case ClientMessage.Ping _,
          ClientMessage.Subscribe _,
          ClientMessage.Unsubscribe _,
          ClientMessage.FilterUpdate _,
          ClientMessage.Query _,
          ClientMessage.Command _,
          ClientMessage.Authenticate _,
          ClientMessage.ControlBits _,
          ClientMessage.Handshake _,
          ClientMessage.ErrorReport _ ->
          viewer.intake().takesMessage();
    };
  }

  private void acknowledge(Viewer viewer, ClientMessage.Heartbeat heartbeat) {
    if (heartbeat.answered()) {
      viewer.send(new ServerMessage.HeartbeatAck(clock.millis()));
    }
  }

  private void shakeHands(Viewer viewer, ClientMessage.Handshake offer) {
    try {
      viewer.agree(Negotiation.answer(offer));
    } catch (ProtocolException refused) {
      viewer.fail(refused.failure(clock.millis()));
    }
  }

  private void drag(Viewer viewer, ClientMessage.PositionUpdate update) {
    if (!viewer.session().principal().may(Scope.GRAPH_DRAG)) {
      viewer.fail(
          Failure.of(
              ErrorCode.FORBIDDEN,
              "Dragging needs the scope " + Scope.GRAPH_DRAG.wireName(),
              clock.millis()));
      return;
    }
    viewer.drag(dragging, update.positions());
  }

  private static boolean isForStrangers(ClientMessage message) {
    return message instanceof ClientMessage.Authenticate
        || message instanceof ClientMessage.Heartbeat
        || message instanceof ClientMessage.BinaryHeartbeat;
  }

  private void refuseStranger(Viewer viewer, ClientMessage message) {
    RequestId id = message instanceof ClientMessage.Request request ? request.id() : null;
    viewer.fail(Failure.of(ErrorCode.AUTHENTICATION_REQUIRED, clock.millis()).withId(id));
  }

  private void refuseVelocities(Viewer viewer) {
    viewer.fail(
        Failure.of(
            ErrorCode.VALIDATION_ERROR,
            "Dragged nodes come as 0x10; the server finds velocities itself",
            clock.millis()));
  }
}
