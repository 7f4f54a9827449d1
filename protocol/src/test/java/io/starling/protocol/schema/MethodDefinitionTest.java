package io.starling.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each file in {@code schema/methods} defines the method that it is named after. */
final class MethodDefinitionTest {

  static List<String> files() {
    return Schemas.files("methods");
  }

  @ParameterizedTest
  @MethodSource("files")
  void hasTheShapeOfADefinition(String file) {
    JsonNode definition = Schemas.JSON.readTree(Schemas.FOLDER.resolve(file));

    assertThat(Schemas.at("methods.schema.json").validate(definition)).isEmpty();
    assertThat(file).matches("methods/[a-z]+([._][a-z]+)*\\.json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void refersOnlyToWhatIsThere(String file) {
    JsonNode nothing = Schemas.JSON.readTree("{}");

    assertThat(Schemas.at(file + "#/params").validate(nothing)).isNotNull();
    assertThat(Schemas.at(file + "#/result").validate(nothing)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\":\"call\",\"description\":\"Does things.\",\"params\":{},\"result\":{}}",
        "{\"kind\":\"query\",\"description\":\"no sentence\",\"params\":{},\"result\":{}}",
        "{\"kind\":\"query\",\"description\":\"Does things.\",\"params\":{}}",
        "{\"kind\":\"query\",\"description\":\"Does things.\",\"params\":{\"type\":7},\"result\":{}}",
        "{\"kind\":\"query\",\"description\":\"Does things.\",\"params\":{},\"result\":[]}",
        "{\"kind\":\"query\",\"description\":\"Does things.\",\"scope\":\"\",\"params\":{},\"result\":{}}",
        "{\"kind\":\"query\",\"description\":\"Does things.\",\"params\":{},\"result\":{},\"more\":1}",
      })
  void refusesWhatIsNoDefinition(String definition) {
    assertThat(Schemas.takes("methods.schema.json", Schemas.JSON.readTree(definition))).isFalse();
  }

  @Test
  void listsMethodsInTheirOwnShape() {
    String list =
        "{\"methods\":[{\"name\":\"rpc.list\",\"kind\":\"query\",\"description\":\"Lists.\","
            + "\"params\":{},\"result\":{}}]}";

    assertThat(Schemas.takes("methods/rpc.list.json#/result", Schemas.JSON.readTree(list)))
        .isTrue();
    assertThat(
            Schemas.takes(
                "methods/rpc.list.json#/result",
                Schemas.JSON.readTree(list.replace("\"query\"", "\"question\""))))
        .isFalse();
    assertThat(Schemas.takes("methods/rpc.list.json#/params", Schemas.JSON.readTree("{\"a\":1}")))
        .isFalse();
  }
}
