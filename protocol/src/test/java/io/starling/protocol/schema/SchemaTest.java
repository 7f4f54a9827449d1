package io.starling.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.error.ErrorCategory;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.WarningCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SchemaTest {
  /** A value that no field has but those that take anything. */
  private static final JsonNode WRONG = Schemas.JSON.readTree("[[true]]");

  /** Fields that take anything, by the folder of their message. */
  private static final Set<String> FREE =
      Set.of(
          "client timestamp",
          "client data",
          "client filter",
          "client events",
          "client params",
          "server data",
          "server result");

  static Stream<String> files() {
    return Schemas.files("").stream().filter(file -> !file.startsWith("methods/"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isASchema(String file) {
    JsonNode schema = Schemas.JSON.readTree(Schemas.FOLDER.resolve(file));

    assertThat(Schemas.META.validate(schema)).isEmpty();
    assertThat(schema.get("$schema").stringValue()).endsWith("/2020-12/schema");
    assertThat(Schemas.at(file).validate(schema)).isNotNull(); // so all that it refers to is there
    if (!schema.has("$ref")) {
      assertThat(schema.has("title")).isTrue();
      assertThat(fieldsWithoutWords(schema)).isEmpty();
    }
  }

  /** Fields are explained where they stand, where they refer to, or by what they spell. */
  private static List<String> fieldsWithoutWords(JsonNode schema) {
    return schema
        .path("properties")
        .propertyStream()
        .filter(field -> !field.getValue().has("description"))
        .filter(field -> !field.getValue().has("x-spelling-of"))
        .filter(field -> !field.getValue().has("$ref"))
        .map(field -> field.getKey())
        .filter(name -> !schema.get("title").asString().startsWith("Some "))
        .toList();
  }

  static List<Example> examples() {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takesEachExample(Example example) {
    assertThat(Schemas.at(example.schema()).validate(example.value())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void refusesAnExampleThatLacksWhatIsRequired(Example example) {
    JsonNode required = resolved(example).path("required");

    assertThat(required.valueStream()).isNotEmpty();
    for (JsonNode name : required) {
      ObjectNode without = example.value().deepCopy().asObject();
      without.remove(name.stringValue());
      assertThat(Schemas.takes(example.schema(), without)).as("without %s", name).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void refusesAnExampleWithAFieldOfAnotherType(Example example) {
    String folder = example.schema().substring(0, example.schema().indexOf('/'));
    for (String name : example.value().propertyNames()) {
      ObjectNode wrong = example.value().deepCopy().asObject();
      wrong.set(name, WRONG);
      assertThat(Schemas.takes(example.schema(), wrong))
          .as("with another %s", name)
          .matches(taken -> !taken || FREE.contains(folder + " " + name));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void refusesWhatTheServerNeverSays(Example example) {
    ObjectNode more = example.value().deepCopy().asObject();
    more.put("more", true);

    assertThat(Schemas.takes(example.schema(), more))
        .isEqualTo(!example.schema().startsWith("server/"));
  }

  /** The schema itself, or the one that it refers to or takes instead. */
  private static JsonNode resolved(Example example) {
    JsonNode schema = Schemas.JSON.readTree(Schemas.FOLDER.resolve(example.schema()));
    if (schema.has("$ref")) {
      String events = schema.get("$ref").stringValue().replace("..", "server");
      return Schemas.JSON.readTree(Schemas.FOLDER.resolve(events));
    }
    boolean named =
        schema.has("anyOf") && !example.value().get("type").stringValue().equals("event");
    return named ? schema.get("anyOf").get(0) : withoutAnyOf(schema);
  }

  private static JsonNode withoutAnyOf(JsonNode schema) {
    return schema.has("anyOf")
        ? Schemas.JSON.readTree(Schemas.FOLDER.resolve("server/events/event.json"))
        : schema;
  }

  @Test
  void isThereForExactlyWhatIsSaid() {
    Set<String> used = new HashSet<>();
    Example.all().forEach(example -> used.add(example.schema()));

    List<String> messages =
        Schemas.files("").stream()
            .filter(file -> file.matches("(client|server|events)/.*"))
            .toList();
    assertThat(messages).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void saysTheFormOfEventsOnce() {
    for (String file : Schemas.files("server/events")) {
      JsonNode form = Schemas.JSON.readTree(Schemas.FOLDER.resolve(file));
      for (String dialect : List.of("graph", "broadcast", "workspace")) {
        String other = file.replace("/events/", "/" + dialect + "/");
        if (Schemas.files("server/" + dialect).contains(other)) {
          assertThat(Schemas.JSON.readTree(Schemas.FOLDER.resolve(other))).isNotEqualTo(form);
        }
      }
    }
  }

  @Test
  void hasTheCodesOfTheCode() {
    assertThat(enumerated("error_code"))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    assertThat(enumerated("error_category"))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCategory.values()).map(ErrorCategory::wireName).toList());
    assertThat(enumerated("warning_code"))
        .containsExactlyElementsOf(
            Arrays.stream(WarningCode.values()).map(WarningCode::wireName).toList());
    assertThat(enumerated("broadcast_error_code"))
        .containsExactlyInAnyOrderElementsOf(BroadcastCodes.all());
  }

  @Test
  void isPublishedWithTheJar() throws IOException {
    try (InputStream document = SchemaTest.class.getResourceAsStream("/asyncapi.yaml")) {
      assertThat(document).isNotNull();
      assertThat(document.readAllBytes())
          .isEqualTo(Files.readAllBytes(Path.of("..", "docs", "asyncapi.yaml")));
    }
    assertThat(SchemaTest.class.getResource("/schema/methods/rpc.list.json")).isNotNull();
  }

  private static List<String> enumerated(String name) {
    return Schemas.JSON
        .readTree(Schemas.FOLDER.resolve("common/" + name + ".json"))
        .get("enum")
        .valueStream()
        .map(JsonNode::stringValue)
        .toList();
  }
}
