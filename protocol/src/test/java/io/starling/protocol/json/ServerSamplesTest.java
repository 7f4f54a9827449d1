package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vectors/json/messages.json}: what each dialect says for each message, to the byte. */
final class ServerSamplesTest {
  private static final Map<String, ServerMessage> MESSAGES = ServerSamples.all();
  private static final JsonNode TEXTS =
      JsonMapper.shared().readTree(Path.of("vectors", "json", "messages.json"));

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource
  void saysExactly(String name, Dialect dialect, String text) {
    ByteBuf out = Unpooled.buffer();

    dialect.encode(message(name), out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  static Stream<Arguments> saysExactly() {
    return samples()
        .flatMap(
            sample ->
                Arrays.stream(Dialect.values())
                    .map(
                        dialect ->
                            Arguments.of(
                                sample.get("name").stringValue(),
                                dialect,
                                sample.get("texts").get(dialect.wireName()).asString(""))));
  }

  @Test
  void hasTextsOfAllDialectsForAllSamples() {
    assertThat(samples().map(sample -> sample.get("name").stringValue()))
        .containsExactlyElementsOf(MESSAGES.keySet());
    assertThat(samples())
        .allSatisfy(
            sample -> {
              assertThat(sample.get("message").stringValue())
                  .isEqualTo(message(sample.get("name").stringValue()).getClass().getSimpleName());
              assertThat(sample.get("texts").propertyNames())
                  .containsExactlyElementsOf(
                      Arrays.stream(Dialect.values()).map(Dialect::wireName).toList());
            });
  }

  @Test
  void hasASampleOfEachMessage() {
    List<Class<?>> messages =
        Arrays.stream(ServerMessage.class.getPermittedSubclasses()).<Class<?>>map(c -> c).toList();

    assertThat(MESSAGES.values().stream().<Class<?>>map(Object::getClass))
        .containsAll(messages)
        .hasSizeGreaterThan(messages.size());
  }

  @Test
  void isSilentOnlyWhereADialectSaysNoSuchThing() {
    Set<String> silent = new HashSet<>();
    samples()
        .forEach(
            sample ->
                sample
                    .get("texts")
                    .forEachEntry(
                        (dialect, text) -> {
                          if (text.isNull()) {
                            silent.add(sample.get("message").stringValue() + " " + dialect);
                          }
                        }));

    assertThat(silent)
        .containsExactlyInAnyOrder(
            "Welcome broadcast",
            "HeartbeatStatus events",
            "HeartbeatStatus broadcast",
            "HeartbeatStatus workspace");
  }

  private static ServerMessage message(String name) {
    return Objects.requireNonNull(MESSAGES.get(name), name);
  }

  private static Stream<JsonNode> samples() {
    return StreamSupport.stream(TEXTS.spliterator(), false);
  }
}
