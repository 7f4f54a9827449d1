package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.message.JsonBody;
import io.starling.protocol.message.RequestId;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.ServerMessage.ProtocolOffer;
import io.starling.protocol.message.TextForm;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code graph} dialect into one buffer. Confined to one encoding. */
final class GraphWriter implements ServerMessage.Cases {
  private final ByteBuf out;

  GraphWriter(ByteBuf out) {
    this.out = out;
  }

  @Override
  public void welcome(ServerMessage.Welcome message) {
    write(
        "connection_established",
        json -> {
          json.writeStringProperty("client_id", message.clientId());
          if (message.challenge() != null) {
            json.writeStringProperty("challenge", message.challenge());
          }
          strings(json, "features", message.features());
          json.writeName("protocol");
          offer(json, message.protocol());
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  private static void offer(JsonGenerator json, ProtocolOffer offer) {
    json.writeStartObject();
    json.writeNumberProperty("min", offer.minVersion());
    json.writeNumberProperty("max", offer.maxVersion());
    strings(json, "encodings", offer.encodings());
    strings(json, "formats", offer.formats());
    json.writeEndObject();
  }

  @Override
  public void pong(ServerMessage.Pong message) {
    if (message.form() == TextForm.WORD) {
      ByteBufUtil.writeAscii(out, "pong");
      return;
    }
    write(
        "pong",
        json -> {
          id(json, message.id());
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  private static void id(JsonGenerator json, @Nullable RequestId id) {
    if (id == null) {
      return;
    }
    if (id.number()) {
      json.writeNumberProperty("id", Long.parseLong(id.text()));
    } else {
      json.writeStringProperty("id", id.text());
    }
  }

  @Override
  public void heartbeat(ServerMessage.HeartbeatStatus message) {
    write(
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
  public void authenticated(ServerMessage.Authenticated message) {
    write(
        "authenticated",
        json -> {
          json.writeStringProperty("user", message.user());
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  @Override
  public void handshake(ServerMessage.HandshakeAnswered message) {
    write(
        "handshake",
        json -> {
          json.writeNumberProperty("version", message.version());
          json.writeStringProperty("format", message.format());
          strings(json, "capabilities", message.capabilities());
          json.writeStringProperty("client_id", message.clientId());
          json.writeNumberProperty("server_time", message.serverTime());
        });
  }

  @Override
  public void controlBits(ServerMessage.ControlBitsInForce message) {
    write("control_bits", json -> json.writeNumberProperty("bits", message.bits()));
  }

  @Override
  public void subscribed(ServerMessage.Subscribed message) {
    write("subscribed", json -> strings(json, "events", message.events()));
  }

  @Override
  public void unsubscribed(ServerMessage.Unsubscribed message) {
    write("unsubscribed", json -> strings(json, "events", message.events()));
  }

  @Override
  public void filterConfirmed(ServerMessage.FilterConfirmed message) {
    write("filter_confirmed", json -> counts(json, message.visible(), message.total()));
  }

  @Override
  public void initialGraphLoad(ServerMessage.InitialGraphLoad message) {
    write(
        "initialGraphLoad",
        json -> {
          body(json, "nodes", message.nodes());
          body(json, "edges", message.edges());
          if (message.parts() > 1) {
            json.writeNumberProperty("part", message.part());
            json.writeNumberProperty("parts", message.parts());
          }
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  @Override
  public void graphUpdate(ServerMessage.GraphUpdate message) {
    write(
        "graph_update",
        json -> {
          json.writeNumberProperty("seq", message.seq());
          body(json, "nodes", message.nodes());
          body(json, "edges", message.edges());
          body(json, "removedNodes", message.removedNodes());
          body(json, "removedEdges", message.removedEdges());
          counts(json, message.visible(), message.total());
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  @Override
  public void dragTaken(ServerMessage.DragTaken message) {
    write(
        "drag_taken",
        json -> {
          json.writeNumberProperty("node", message.node());
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  @Override
  public void failed(ServerMessage.Failed message) {
    write("error", json -> FailureJson.writeFields(json, message.failure()));
  }

  @Override
  public void warning(ServerMessage.Warning message) {
    write(
        "warning",
        json -> {
          json.writeStringProperty("code", message.code().wireName());
          json.writeStringProperty("message", message.code().message());
          if (message.count() > 0) {
            json.writeNumberProperty("count", message.count());
          }
          json.writeNumberProperty("timestamp", message.timestamp());
        });
  }

  private void write(String type, Consumer<JsonGenerator> fields) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("type", type);
      fields.accept(json);
      json.writeEndObject();
    }
  }

  private static void counts(JsonGenerator json, int visible, int total) {
    json.writeNumberProperty("visible", visible);
    json.writeNumberProperty("total", total);
  }

  private static void strings(JsonGenerator json, String name, List<String> strings) {
    json.writeName(name);
    json.writeStartArray();
    strings.forEach(json::writeString);
    json.writeEndArray();
  }

  /** Lets the generator write the separator, and the body the value behind it. */
  private void body(JsonGenerator json, String name, JsonBody body) {
    json.writeName(name);
    json.writeRawValue("");
    json.flush();
    body.writeTo(out);
  }
}
