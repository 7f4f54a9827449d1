package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.ServerMessage;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the {@code broadcast} dialect, whose times are Unix ms and whose messages are named after
 * their channel; what it has no word for is in those of {@code events}. Confined to one encoding.
 */
final class BroadcastWriter implements ServerMessage.Cases {
  /** Their events carry the name of the channel as their type. */
  private static final Set<String> OWN_CHANNELS =
      Set.of("gesture", "ai_response", "system", "error");

  private final Envelope envelope;
  private final EventsWriter events;

  BroadcastWriter(ByteBuf out) {
    this.envelope = new Envelope(out);
    this.events = new EventsWriter(out);
  }

  @Override
  public void welcome(ServerMessage.Welcome message) {
    // A client of this dialect expects none.
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
    envelope.typed(
        "subscribed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.strings(json, "channels", message.channels());
          Envelope.places(json, message.places());
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void unsubscribed(ServerMessage.Unsubscribed message) {
    envelope.typed(
        "unsubscribed",
        json -> {
          Envelope.id(json, message.id());
          Envelope.strings(json, "channels", message.channels());
          Envelope.millis(json, message.timestamp());
        });
  }

  @Override
  public void event(ServerMessage.Event message) {
    if (!OWN_CHANNELS.contains(message.channel())) {
      events.event(message);
      return;
    }
    envelope.typed(
        message.channel(),
        json -> {
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
    Failure failure = message.failure();
    envelope.typed(
        "error",
        json -> {
          Envelope.id(json, failure.id());
          json.writeObjectPropertyStart("data");
          failure(json, failure);
          json.writeEndObject();
        });
  }

  @Override
  public void warning(ServerMessage.Warning message) {
    events.warning(message);
  }

  /** What a client shows is short in {@code error} and whole in {@code details}. */
  private static void failure(JsonGenerator json, Failure failure) {
    json.writeStringProperty("error", failure.code().defaultMessage());
    json.writeStringProperty("details", failure.message());
    json.writeStringProperty("code", code(failure.code()));
    json.writeStringProperty("category", failure.code().category().wireName());
    json.writeBooleanProperty("retryable", failure.code().retryable());
    if (failure.retryAfterMillis() > 0) {
      json.writeNumberProperty("retryAfter", failure.retryAfterMillis());
    }
    if (!failure.affectedPaths().isEmpty()) {
      Envelope.strings(json, "affectedPaths", failure.affectedPaths());
    }
    if (!failure.details().isEmpty()) {
      json.writeName("context");
      JsonText.write(json, failure.details());
    }
    Envelope.millis(json, failure.timestamp());
  }

  /** The codes of this dialect; where it has none, the code itself. */
  static String code(ErrorCode code) {
    if (code == ErrorCode.BROKER_UNAVAILABLE) {
      return "NETWORK_ERROR";
    }
    return switch (code.category()) {
      case VALIDATION -> "VALIDATION_ERROR";
      case RATE_LIMIT -> "RATE_LIMIT";
      case SERVER, PROTOCOL, AUTH -> code.name();
    };
  }
}
