package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.message.ServerMessage;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the {@code workspace} dialect, whose times are Unix ms and whose answers have a {@code
 * status}; what it has no word for is in those of {@code events}. Confined to one encoding.
 */
final class WorkspaceWriter implements ServerMessage.Cases {
  private final Envelope envelope;
  private final EventsWriter events;

  WorkspaceWriter(ByteBuf out) {
    this.envelope = new Envelope(out);
    this.events = new EventsWriter(out);
  }

  @Override
  public void welcome(ServerMessage.Welcome message) {
    envelope.status(
        "connected",
        json -> {
          json.writeStringProperty("connectionId", message.clientId());
          if (message.challenge() != null) {
            json.writeStringProperty("challenge", message.challenge());
          }
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void pong(ServerMessage.Pong message) {
    envelope.pong(message);
  }

  @Override
  public void heartbeat(ServerMessage.HeartbeatStatus message) {
    events.heartbeat(message);
  }

  @Override
  public void heartbeatAck(ServerMessage.HeartbeatAck message) {
    envelope.typed("heartbeat_ack", json -> Envelope.millis(json, message.timestamp()));
  }

  @Override
  public void authenticated(ServerMessage.Authenticated message) {
    events.authenticated(message);
  }

  @Override
  public void handshake(ServerMessage.HandshakeAnswered message) {
    events.handshake(message);
  }

  @Override
  public void controlBits(ServerMessage.ControlBitsInForce message) {
    events.controlBits(message);
  }

  @Override
  public void subscribed(ServerMessage.Subscribed message) {
    envelope.status(
        "subscribed",
        json -> {
          Envelope.id(json, message.id());
          channels(json, message.channels());
          Envelope.places(json, message.places());
        });
  }

  @Override
  public void unsubscribed(ServerMessage.Unsubscribed message) {
    envelope.status(
        "unsubscribed",
        json -> {
          Envelope.id(json, message.id());
          channels(json, message.channels());
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
          envelope.body(json, "data", out -> message.data().writeTo(out, message.timestamp()));
        });
  }

  @Override
  public void broadcast(ServerMessage.Broadcast message) {
    events.broadcast(message);
  }

  @Override
  public void gap(ServerMessage.Gap message) {
    events.gap(message);
  }

  @Override
  public void response(ServerMessage.Response message) {
    events.response(message);
  }

  @Override
  public void filterConfirmed(ServerMessage.FilterConfirmed message) {
    events.filterConfirmed(message);
  }

  @Override
  public void initialGraphLoad(ServerMessage.InitialGraphLoad message) {
    events.initialGraphLoad(message);
  }

  @Override
  public void graphUpdate(ServerMessage.GraphUpdate message) {
    events.graphUpdate(message);
  }

  @Override
  public void dragTaken(ServerMessage.DragTaken message) {
    events.dragTaken(message);
  }

  @Override
  public void failed(ServerMessage.Failed message) {
    envelope.status("error", json -> FailureJson.writeFields(json, message.failure()));
  }

  @Override
  public void warning(ServerMessage.Warning message) {
    events.warning(message);
  }

  /**
   * One channel by its name, as its clients expect; several, which they never ask for, as a list.
   */
  private static void channels(JsonGenerator json, List<String> channels) {
    if (channels.size() == 1) {
      json.writeStringProperty("channel", channels.get(0));
    } else {
      Envelope.strings(json, "channels", channels);
    }
  }
}
