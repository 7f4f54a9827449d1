package io.starling.protocol.settings;

import io.starling.protocol.settings.SettingsMessage.Change;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import io.starling.protocol.settings.SettingsMessage.Setting;
import io.starling.protocol.settings.Value.Member;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Messages and values as the vectors write them. */
final class Notation {
  private Notation() {}

  static SettingsMessage message(JsonNode json) {
    String op = json.get("op").stringValue();
    return switch (op) {
      case "Get" -> new SettingsMessage.Get(u32(json.get("path")));
      case "Set" ->
          new SettingsMessage.Set(new Setting(u32(json.get("path")), value(json.get("value"))));
      case "BatchGet" -> new SettingsMessage.BatchGet(list(json.get("paths"), Notation::u32));
      case "BatchSet" -> new SettingsMessage.BatchSet(settings(json.get("settings")));
      case "Delta" ->
          new SettingsMessage.Delta(
              u64(json.get("version")),
              list(json.get("changes"), Notation::change),
              bytes(json.get("hash")));
      case "Response" ->
          new SettingsMessage.Response(json.get("ok").booleanValue(), bytes(json.get("bytes")));
      case "Error" ->
          new SettingsMessage.Failed(json.get("code").intValue(), text(json.get("text")));
      case "Ping" -> new SettingsMessage.Ping();
      case "Pong" -> new SettingsMessage.Pong();
      case "FullSyncRequest" -> new SettingsMessage.FullSyncRequest();
      case "FullSync" ->
          new SettingsMessage.FullSync(
              u64(json.get("version")), settings(json.get("settings")), bytes(json.get("hash")));
      case "Paths" -> new SettingsMessage.Paths(paths(json.get("paths")));
      default -> throw new IllegalArgumentException(op);
    };
  }

  static Value value(JsonNode json) {
    Map.Entry<String, JsonNode> typed = json.properties().iterator().next();
    JsonNode value = typed.getValue();
    return switch (typed.getKey()) {
      case "null" -> Value.NULL;
      case "bool" -> new Value.Bool(value.booleanValue());
      case "i32" -> new Value.I32(value.intValue());
      case "i64" -> new Value.I64(Long.parseLong(value.stringValue()));
      case "f32" -> new Value.F32((float) f64(value));
      case "f64" -> new Value.F64(f64(value));
      case "string" -> new Value.Text(text(value));
      case "bytes" -> new Value.Bytes(bytes(value));
      case "array" -> new Value.Array(list(value, Notation::value));
      case "object" ->
          new Value.Members(list(value, pair -> new Member(text(pair.get(0)), value(pair.get(1)))));
      default -> throw new IllegalArgumentException(typed.getKey());
    };
  }

  static List<Setting> settings(JsonNode json) {
    return list(json, pair -> new Setting(u32(pair.get(0)), value(pair.get(1))));
  }

  static List<NamedPath> paths(JsonNode json) {
    return list(json, pair -> new NamedPath(u32(pair.get(0)), text(pair.get(1))));
  }

  static long u64(JsonNode json) {
    return Long.parseUnsignedLong(json.stringValue());
  }

  static ByteString bytes(JsonNode json) {
    String hex =
        json.isString()
            ? json.stringValue()
            : json.get("hex").stringValue().repeat(json.get("repeat").intValue());
    return ByteString.copyOf(HexFormat.of().parseHex(hex));
  }

  private static Change change(JsonNode json) {
    return new Change(u32(json.get(0)), value(json.get(1)), value(json.get(2)));
  }

  private static int u32(JsonNode json) {
    return (int) json.longValue();
  }

  private static double f64(JsonNode json) {
    return json.isString() ? Double.parseDouble(json.stringValue()) : json.doubleValue();
  }

  private static String text(JsonNode json) {
    return json.isString()
        ? json.stringValue()
        : json.get("text").stringValue().repeat(json.get("repeat").intValue());
  }

  private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    for (JsonNode each : json) {
      JsonNode repeated = each.isObject() && each.has("repeat") ? each.get("value") : each;
      for (int left = each.path("repeat").asInt(1); left > 0; left--) {
        list.add(element.apply(repeated));
      }
    }
    return list;
  }
}
