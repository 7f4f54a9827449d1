package io.starling.protocol.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A message that must pass a schema: a sample, or the data of an event.
 *
 * @param schema the path of its file
 */
record Example(String name, String schema, JsonNode value) {

  static List<Example> all() {
    return Stream.of(server(), client(), events()).flatMap(List::stream).toList();
  }

  /** What each dialect says in JSON. */
  static List<Example> server() {
    List<Example> all = new ArrayList<>();
    for (JsonNode sample : Schemas.vectors("messages")) {
      sample
          .get("texts")
          .forEachEntry(
              (dialect, text) -> {
                if (text.asString("").startsWith("{")) {
                  String file = snake(sample.get("message").stringValue()) + ".json";
                  all.add(
                      new Example(
                          sample.get("name").stringValue() + " in " + dialect,
                          "server/" + dialect + "/" + file,
                          Schemas.JSON.readTree(text.stringValue())));
                }
              });
    }
    return all;
  }

  /** What clients say in JSON, in every spelling. */
  static List<Example> client() {
    List<Example> all = new ArrayList<>();
    for (JsonNode sample : Schemas.vectors("requests")) {
      Stream.concat(Stream.of(sample.get("text")), sample.get("spellings").valueStream())
          .map(JsonNode::stringValue)
          .filter(text -> text.contains("{"))
          .map(text -> Schemas.JSON.readTree(text.replace("\uFEFF", "")))
          .forEach(
              value ->
                  all.add(
                      new Example(
                          sample.get("name").stringValue(),
                          "client/" + value.get("type").stringValue() + ".json",
                          value)));
    }
    return all;
  }

  /** What is published on the channels whose data has a type. */
  static List<Example> events() {
    List<Example> all = new ArrayList<>();
    for (JsonNode channel : Schemas.vectors("events")) {
      String name = channel.get("channel").stringValue();
      channel
          .get("data")
          .forEach(data -> all.add(new Example(name, "events/" + name + ".json", data)));
    }
    return all;
  }

  /** Writes {@code GraphUpdate} as {@code graph_update}. */
  static String snake(String name) {
    return String.join(
        "_", Arrays.stream(name.split("(?<=.)(?=[A-Z])")).map(Example::lower).toList());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
