package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.message.ServerMessage;

/**
 * Writes the {@code graph} dialect, whose times are Unix ms; what it has no word for is in those of
 * {@code events}. Confined to one encoding.
 */
final class GraphWriter implements ServerMessage.Cases {
  private final Envelope envelope;
  private final EventsWriter events;

  GraphWriter(ByteBuf out) {
    this.envelope = new Envelope(out);
    this.events = new EventsWriter(out);
  }

  @Override
  public void welcome(ServerMessage.Welcome message) {
    envelope.typed(
        "connection_established",
        json -> {
          Envelope.welcome(json, message);
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void pong(ServerMessage.Pong message) {
    envelope.pong(message);
  }

  @Override
  public void heartbeat(ServerMessage.HeartbeatStatus message) {
    envelope.typed(
        "heartbeat",
        json -> {
          json.writeNumberProperty("server_time", message.serverTime());
          json.writeStringProperty("client_id", message.clientId());
          json.writeNumberProperty("message_count", message.messageCount());
          json.writeNumberProperty("bytes_sent", message.bytesSent());
          json.writeNumberProperty("bytes_received", message.bytesReceived());
          json.writeNumberProperty("active_subscriptions", message.activeSubscriptions());
          json.writeNumberProperty("uptime", message.uptimeSeconds());
        });
  }

  @Override
  public void heartbeatAck(ServerMessage.HeartbeatAck message) {
    events.heartbeatAck(message);
  }

  @Override
  public void authenticated(ServerMessage.Authenticated message) {
    envelope.typed(
        "authenticated",
        json -> {
          Envelope.id(json, message.id());
          json.writeStringProperty("user", message.user());
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void handshake(ServerMessage.HandshakeAnswered message) {
    envelope.typed(
        "handshake",
        json -> {
          Envelope.handshake(json, message);
          json.writeNumberProperty("server_time", message.serverTime());
        });
  }

  @Override
  public void controlBits(ServerMessage.ControlBitsInForce message) {
    envelope.typed("control_bits", json -> json.writeNumberProperty("bits", message.bits()));
  }

  @Override
  public void subscribed(ServerMessage.Subscribed message) {
    envelope.typed(
        "subscribed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.strings(json, "events", message.channels());
          Envelope.places(json, message.places());
        });
  }

  @Override
  public void unsubscribed(ServerMessage.Unsubscribed message) {
    envelope.typed(
        "unsubscribed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.strings(json, "events", message.channels());
        });
  }

  @Override
  public void event(ServerMessage.Event message) {
    events.event(message);
  }

  @Override
  public void broadcast(ServerMessage.Broadcast message) {
    events.broadcast(message);
  }

  @Override
  public void gap(ServerMessage.Gap message) {
    envelope.typed(
        "gap",
        json -> {
          json.writeStringProperty("channel", message.channel());
          json.writeNumberProperty("from", message.from());
          json.writeNumberProperty("to", message.to());
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void response(ServerMessage.Response message) {
    events.response(message);
  }

  @Override
  public void filterConfirmed(ServerMessage.FilterConfirmed message) {
    envelope.typed(
        "filter_confirmed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.counts(json, message.visible(), message.total());
        });
  }

  @Override
  public void initialGraphLoad(ServerMessage.InitialGraphLoad message) {
    envelope.typed(
        "initialGraphLoad",
        json -> {
          envelope.load(json, message);
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void graphUpdate(ServerMessage.GraphUpdate message) {
    envelope.typed(
        "graph_update",
        json -> {
          envelope.update(json, message);
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void dragTaken(ServerMessage.DragTaken message) {
    envelope.typed(
        "drag_taken",
        json -> {
          json.writeNumberProperty("node", message.node());
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void failed(ServerMessage.Failed message) {
    envelope.typed("error", json -> FailureJson.writeFields(json, message.failure()));
  }

  @Override
  public void warning(ServerMessage.Warning message) {
    envelope.typed(
        "warning",
        json -> {
          Envelope.warning(json, message);
          Envelope.millis(json, message.timestamp());
        });
  }
}
