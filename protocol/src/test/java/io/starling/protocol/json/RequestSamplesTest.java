package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ClientMessage.Authenticate;
import io.starling.protocol.message.ClientMessage.Command;
import io.starling.protocol.message.ClientMessage.FilterUpdate;
import io.starling.protocol.message.ClientMessage.Heartbeat;
import io.starling.protocol.message.ClientMessage.Ping;
import io.starling.protocol.message.ClientMessage.Query;
import io.starling.protocol.message.ClientMessage.Subscribe;
import io.starling.protocol.message.ClientMessage.Unsubscribe;
import io.starling.protocol.message.ClientMessage.VoiceUpdate;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.StreamPosition;
import io.starling.protocol.message.TextForm;
import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code vectors/json/requests.json}: what clients say, in every spelling, means the same
 * everywhere.
 */
final class RequestSamplesTest {
  private static final List<String> AGENTS_AND_GIT = List.of("agents", "git.*");
  private static final JsonNode SAMPLES =
      JsonMapper.shared().readTree(Path.of("vectors", "json", "requests.json"));

  private static Map<String, ClientMessage> meanings() {
    RequestId two = RequestId.of("2");
    RequestId four = RequestId.of("4");
    var params = JsonText.parse("{\"state\":\"idle\"}");
    Map<String, ClientMessage> all = new LinkedHashMap<>();
    all.put("ping", new Ping(TextForm.JSON, RequestId.of("1")));
    all.put("ping of a number", new Ping(TextForm.JSON, RequestId.of(-7)));
    all.put("ping without id", new Ping(TextForm.JSON, null));
    all.put("ping as a word", new Ping(TextForm.WORD, null));
    all.put("pong", new Heartbeat(false));
    all.put("subscribe", new Subscribe(AGENTS_AND_GIT, Map.of(), 0, two));
    all.put("unsubscribe", new Unsubscribe(AGENTS_AND_GIT, two));
    all.put("subscribe to one", new Subscribe(List.of("files"), Map.of(), 0, null));
    all.put(
        "subscribe and recover",
        new Subscribe(
            List.of("agents"), Map.of("agents", new StreamPosition(3, 41)), 10, RequestId.of("3")));
    all.put("query", new Query("agents.list", params, four));
    all.put("command", new Command("agents.list", params, four));
    all.put("query without parameters", new Query("rpc.list", JsonText.parse("{}"), null));
    all.put("filter_update", new FilterUpdate(filter(), true, true, null));
    all.put("filter_update off", new FilterUpdate(Filter.ALL, false, false, null));
    all.put("authenticate", new Authenticate("eyJhbGciOi…", "ab12", RequestId.of("6")));
    all.put("authenticate by token alone", new Authenticate("eyJhbGciOi…", null, null));
    all.put("voice_start", new VoiceUpdate(new Voice.Start(42, VoiceFormat.OPUS, 48)));
    all.put("voice_start plain", new VoiceUpdate(new Voice.Start(42, VoiceFormat.PCM_S16LE, 16)));
    all.put("voice_end", new VoiceUpdate(new Voice.End(42, 7)));
    all.put("voice_end without number", new VoiceUpdate(new Voice.End(42, Voice.End.UNKNOWN)));
    return all;
  }

  private static Filter filter() {
    return new Filter(
        true,
        0.7,
        GraphKind.KNOWLEDGE,
        List.of("page"),
        List.of("layout"),
        "octree",
        100,
        new Filter.Sphere(1, -2, 3.5f, 40));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void meansTheSameInEveryDialect(ClientMessage meaning, String text) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(dialect.decode(text)).isEqualTo(meaning);
    }
  }

  static Stream<Arguments> meansTheSameInEveryDialect() {
    Map<String, ClientMessage> meanings = meanings();
    return samples()
        .filter(sample -> meanings.containsKey(sample.get("name").stringValue()))
        .flatMap(
            sample ->
                texts(sample)
                    .map(
                        text ->
                            Arguments.of(meanings.get(sample.get("name").stringValue()), text)));
  }

  @Test
  void answersHeartbeatsEverywhereButInTheGraphDialect() {
    JsonNode heartbeat =
        samples()
            .filter(sample -> sample.get("name").stringValue().equals("heartbeat"))
            .findFirst()
            .orElseThrow();

    texts(heartbeat)
        .forEach(
            text -> {
              assertThat(Dialect.GRAPH.decode(text)).isEqualTo(new Heartbeat(false));
              assertThat(Dialect.EVENTS.decode(text)).isEqualTo(new Heartbeat(true));
              assertThat(Dialect.BROADCAST.decode(text)).isEqualTo(new Heartbeat(true));
              assertThat(Dialect.WORKSPACE.decode(text)).isEqualTo(new Heartbeat(true));
            });
  }

  @Test
  void hasASampleOfEachRequest() {
    List<Class<?>> requests =
        Arrays.stream(ClientMessage.Request.class.getPermittedSubclasses())
            .<Class<?>>map(c -> c)
            .toList();

    assertThat(meanings().values().stream().<Class<?>>map(Object::getClass))
        .containsAll(requests)
        .contains(Heartbeat.class, VoiceUpdate.class);
    assertThat(samples().map(sample -> sample.get("name").stringValue()))
        .filteredOn(name -> !name.equals("heartbeat"))
        .containsExactlyInAnyOrderElementsOf(meanings().keySet());
  }

  private static Stream<JsonNode> samples() {
    return StreamSupport.stream(SAMPLES.spliterator(), false);
  }

  private static Stream<String> texts(JsonNode sample) {
    return Stream.concat(
        Stream.of(sample.get("text").stringValue()),
        sample.get("spellings").valueStream().map(JsonNode::stringValue));
  }
}
