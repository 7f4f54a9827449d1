package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.TextForm;

/**
 * Writes the {@code events} dialect: every message has a {@code type} and, last, a {@code
 * timestamp} in ISO 8601. Confined to one encoding.
 */
final class EventsWriter implements ServerMessage.Cases {
  private final Envelope envelope;

  EventsWriter(ByteBuf out) {
    this.envelope = new Envelope(out);
  }

  @Override
  public void welcome(ServerMessage.Welcome message) {
    envelope.typed(
        "connection_established",
        json -> {
          Envelope.welcome(json, message);
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void pong(ServerMessage.Pong message) {
    if (message.form() == TextForm.WORD) {
      ByteBufUtil.writeAscii(envelope.out(), "pong");
      return;
    }
    envelope.typed(
        "pong",
        json -> {
          Envelope.id(json, message.id());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void heartbeat(ServerMessage.HeartbeatStatus message) {
    // Here the server shows life by WebSocket pings alone.
  }

  @Override
  public void heartbeatAck(ServerMessage.HeartbeatAck message) {
    envelope.typed("heartbeat_ack", json -> Envelope.iso(json, message.timestamp()));
  }

  @Override
  public void authenticated(ServerMessage.Authenticated message) {
    envelope.typed(
        "authenticated",
        json -> {
          Envelope.id(json, message.id());
          json.writeStringProperty("user", message.user());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void handshake(ServerMessage.HandshakeAnswered message) {
    envelope.typed(
        "handshake",
        json -> {
          Envelope.handshake(json, message);
          Envelope.iso(json, message.serverTime());
        });
  }

  @Override
  public void controlBits(ServerMessage.ControlBitsInForce message) {
    envelope.typed(
        "control_bits",
        json -> {
          json.writeNumberProperty("bits", message.bits());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void subscribed(ServerMessage.Subscribed message) {
    envelope.typed(
        "response",
        json -> {
          Envelope.id(json, message.id());
          json.writeObjectPropertyStart("result");
          Envelope.strings(json, "subscribed", message.channels());
          Envelope.places(json, message.places());
          json.writeEndObject();
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void unsubscribed(ServerMessage.Unsubscribed message) {
    envelope.typed(
        "response",
        json -> {
          Envelope.id(json, message.id());
          json.writeObjectPropertyStart("result");
          Envelope.strings(json, "unsubscribed", message.channels());
          json.writeEndObject();
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void event(ServerMessage.Event message) {
    envelope.typed(
        "event",
        json -> {
          json.writeStringProperty("channel", message.channel());
          if (message.seq() > 0) {
            json.writeNumberProperty("seq", message.seq());
          }
          envelope.body(json, "data", message.data());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void broadcast(ServerMessage.Broadcast message) {
    envelope.typed(
        "broadcast",
        json -> {
          envelope.body(json, "data", message.data());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void gap(ServerMessage.Gap message) {
    envelope.typed(
        "gap",
        json -> {
          json.writeStringProperty("channel", message.channel());
          json.writeNumberProperty("from", message.from());
          json.writeNumberProperty("to", message.to());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void response(ServerMessage.Response message) {
    envelope.typed(
        "response",
        json -> {
          Envelope.id(json, message.id());
          envelope.body(json, "result", message.result());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void filterConfirmed(ServerMessage.FilterConfirmed message) {
    envelope.typed(
        "filter_confirmed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.counts(json, message.visible(), message.total());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void initialGraphLoad(ServerMessage.InitialGraphLoad message) {
    envelope.typed(
        "initialGraphLoad",
        json -> {
          envelope.load(json, message);
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void graphUpdate(ServerMessage.GraphUpdate message) {
    envelope.typed(
        "graph_update",
        json -> {
          envelope.update(json, message);
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void dragTaken(ServerMessage.DragTaken message) {
    envelope.typed(
        "drag_taken",
        json -> {
          json.writeNumberProperty("node", message.node());
          Envelope.iso(json, message.timestamp());
        });
  }

  @Override
  public void failed(ServerMessage.Failed message) {
    envelope.typed(
        "error",
        json -> {
          Envelope.id(json, message.failure().id());
          FailureJson.writeModel(json, message.failure());
          Envelope.iso(json, message.failure().timestamp());
        });
  }

  @Override
  public void warning(ServerMessage.Warning message) {
    envelope.typed(
        "warning",
        json -> {
          Envelope.warning(json, message);
          Envelope.iso(json, message.timestamp());
        });
  }
}
