package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.vectors.Vector;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case of {@code protocol/vectors/settings}. */
record SettingsVector(String name, JsonNode json) {

  static Stream<SettingsVector> inFile(String file) {
    return JsonMapper.shared()
        .readTree(Path.of("vectors/settings/" + file + ".json"))
        .valueStream()
        .map(json -> new SettingsVector(json.get("name").stringValue(), json));
  }

  /** Returns all cases of one WebSocket message each. */
  static Stream<SettingsVector> messages() {
    return Stream.of("messages", "values", "envelope").flatMap(SettingsVector::inFile);
  }

  ByteBuf bytes() {
    return bytes(json);
  }

  /** Returns the bytes of what has a {@code hex}. */
  static ByteBuf bytes(JsonNode json) {
    return new Vector("", json).bytes();
  }

  boolean isRefused() {
    return json.has("error");
  }

  boolean isEncoded() {
    return !isRefused() && !json.has("encode");
  }

  SettingsMessage message() {
    return Notation.message(json.get("message"));
  }

  @Override
  public String toString() {
    return name;
  }
}
