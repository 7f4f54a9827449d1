package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.JsonBody;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.ServerMessage.Place;
import io.starling.protocol.message.ServerMessage.ProtocolOffer;
import io.starling.protocol.message.TextForm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the writers of all dialects share. Appends to one buffer. Confined to one encoding. */
final class Envelope {
  /** ISO 8601, UTC, always with milliseconds. */
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ByteBuf out;

  Envelope(ByteBuf out) {
    this.out = out;
  }

  ByteBuf out() {
    return out;
  }

  /** Writes an object whose first field is {@code type}. */
  void typed(String type, Consumer<JsonGenerator> fields) {
    named("type", type, fields);
  }

  /** Writes an object whose first field is {@code status}. */
  void status(String status, Consumer<JsonGenerator> fields) {
    named("status", status, fields);
  }

  private void named(String name, String value, Consumer<JsonGenerator> fields) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty(name, value);
      fields.accept(json);
      json.writeEndObject();
    }
  }

  /** Lets the generator write the separator, and the body the value behind it. */
  void body(JsonGenerator json, String name, JsonBody body) {
    json.writeName(name);
    json.writeRawValue("");
    json.flush();
    body.writeTo(out);
  }

  /** Answers a ping, in Unix ms. */
  void pong(ServerMessage.Pong message) {
    if (message.form() == TextForm.WORD) {
      ByteBufUtil.writeAscii(out, "pong");
      return;
    }
    typed(
        "pong",
        json -> {
          id(json, message.id());
          millis(json, message.timestamp());
        });
  }

  static void millis(JsonGenerator json, long timestamp) {
    json.writeNumberProperty("timestamp", timestamp);
  }

  static void iso(JsonGenerator json, long timestamp) {
    json.writeStringProperty("timestamp", ISO.format(Instant.ofEpochMilli(timestamp)));
  }

  static void id(JsonGenerator json, @Nullable RequestId id) {
    if (id == null) {
      return;
    }
    if (id.number()) {
      json.writeNumberProperty("id", Long.parseLong(id.text()));
    } else {
      json.writeStringProperty("id", id.text());
    }
  }

  static void strings(JsonGenerator json, String name, List<String> strings) {
    json.writeName(name);
    json.writeStartArray();
    strings.forEach(json::writeString);
    json.writeEndArray();
  }

  static void welcome(JsonGenerator json, ServerMessage.Welcome message) {
    json.writeStringProperty("client_id", message.clientId());
    if (message.challenge() != null) {
      json.writeStringProperty("challenge", message.challenge());
    }
    strings(json, "features", message.features());
    json.writeName("protocol");
    offer(json, message.protocol());
  }

  private static void offer(JsonGenerator json, ProtocolOffer offer) {
    json.writeStartObject();
    json.writeNumberProperty("min", offer.minVersion());
    json.writeNumberProperty("max", offer.maxVersion());
    strings(json, "encodings", offer.encodings());
    strings(json, "formats", offer.formats());
    json.writeEndObject();
  }

  /** Writes {@code positions} where a channel has a history. */
  static void places(JsonGenerator json, Map<String, Place> places) {
    if (places.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("positions");
    places.forEach(
        (channel, place) -> {
          json.writeObjectPropertyStart(channel);
          place(json, place);
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Place place) {
    json.writeNumberProperty("epoch", place.at().epoch());
    json.writeNumberProperty("seq", place.at().seq());
    if (place.recovered() != null) {
      json.writeBooleanProperty("recovered", place.recovered());
    }
    if (place.reason() != null) {
      json.writeStringProperty("reason", place.reason());
    }
  }

  static void handshake(JsonGenerator json, ServerMessage.HandshakeAnswered message) {
    json.writeNumberProperty("version", message.version());
    json.writeStringProperty("format", message.format());
    strings(json, "capabilities", message.capabilities());
    json.writeStringProperty("client_id", message.clientId());
  }

  void load(JsonGenerator json, ServerMessage.InitialGraphLoad message) {
    body(json, "nodes", message.nodes());
    body(json, "edges", message.edges());
    if (message.parts() > 1) {
      json.writeNumberProperty("part", message.part());
      json.writeNumberProperty("parts", message.parts());
    }
  }

  void update(JsonGenerator json, ServerMessage.GraphUpdate message) {
    json.writeNumberProperty("seq", message.seq());
    body(json, "nodes", message.nodes());
    body(json, "edges", message.edges());
    body(json, "removedNodes", message.removedNodes());
    body(json, "removedEdges", message.removedEdges());
    counts(json, message.visible(), message.total());
  }

  static void counts(JsonGenerator json, int visible, int total) {
    json.writeNumberProperty("visible", visible);
    json.writeNumberProperty("total", total);
  }

  static void warning(JsonGenerator json, ServerMessage.Warning message) {
    json.writeStringProperty("code", message.code().wireName());
    json.writeStringProperty("message", message.code().message());
    if (message.count() > 0) {
      json.writeNumberProperty("count", message.count());
    }
  }
}
