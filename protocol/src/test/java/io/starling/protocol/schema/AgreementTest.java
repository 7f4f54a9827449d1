package io.starling.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reader and the schemas give the same verdict. What a schema cannot say is known: that two
 * spellings of a field in one message must have the same value. And what is not about values, they
 * don't say: that the text is UTF-8 and JSON, without equal keys, at most 64 deep, with numbers of
 * at most 1,000 digits, names of 256 characters and lists of 1,024 elements.
 */
final class AgreementTest {
  private static final int MESSAGES = 20_000;
  private static final long SEED = 20_261_121;
  private static final List<Dialect> DIALECTS = List.of(Dialect.values());
  private static final List<String> TYPES = Schemas.files("client");
  private static final String SAID_TWICE = ", or left out";

  /** Keeps numbers as they are written: 1e400 must not become infinite before it is judged. */
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final List<String> NAMES =
      List.of(
          "type",
          "id",
          "timestamp",
          "data",
          "filter",
          "params",
          "events",
          "event_types",
          "channels",
          "channel",
          "event_type",
          "since",
          "rate_hz",
          "rateHz",
          "name",
          "method",
          "token",
          "pubkey",
          "agentId",
          "agent_id",
          "format",
          "kilohertz",
          "lastChunk",
          "last_chunk",
          "enabled",
          "quality_threshold",
          "qualityThreshold",
          "graph",
          "mode",
          "graph_type",
          "types",
          "tags",
          "search",
          "max_nodes",
          "maxNodes",
          "center",
          "radius",
          "parts",
          "forceRefresh",
          "force_refresh",
          "agents",
          "epoch",
          "seq",
          "x",
          "y",
          "z",
          "");

  private static final List<JsonNode> VALUES = values();

  private final Random random = new Random(SEED);
  private final List<Example> seeds = Example.client();

  @Test
  void holdsForMutatedMessages() {
    int taken = 0;
    int refused = 0;
    int saidTwice = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String message = next().toString();
      boolean bySchema = takenBySchema(message);
      String reason = refusal(DIALECTS.get(i % DIALECTS.size()), message);
      if (bySchema && reason.endsWith(SAID_TWICE)) {
        saidTwice++;
      } else {
        assertThat(reason.isEmpty())
            .as("%s: the schema says %s, the reader '%s'", message, bySchema, reason)
            .isEqualTo(bySchema);
      }
      taken += bySchema ? 1 : 0;
      refused += bySchema ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(MESSAGES / 5);
    assertThat(refused).isGreaterThan(MESSAGES / 5);
    assertThat(saidTwice).isBetween(1, MESSAGES / 20);
  }

  private static boolean takenBySchema(String text) {
    JsonNode message = Schemas.JSON.readTree(text);
    JsonNode type = message.path("type");
    if (!type.isString() || !TYPES.contains("client/" + type.stringValue() + ".json")) {
      return false;
    }
    try {
      return Schemas.takes("client/" + type.stringValue() + ".json", message);
    } catch (JsonNodeException e) {
      return false; // the validator compares 1e39 with an integral bound as a long; none takes that
    }
  }

  /** Returns why the reader refuses the message, or nothing. */
  private static String refusal(Dialect dialect, String text) {
    try {
      dialect.decode(text);
      return "";
    } catch (ProtocolException e) {
      return e.reason();
    }
  }

  private JsonNode next() {
    JsonNode message = seeds.get(random.nextInt(seeds.size())).value().deepCopy();
    for (int left = 1 + random.nextInt(2); left > 0; left--) {
      mutate(message);
    }
    return random.nextInt(500) == 0 ? one(VALUES) : message;
  }

  private void mutate(JsonNode within) {
    List<JsonNode> containers = new ArrayList<>();
    collect(within, containers);
    JsonNode chosen = one(containers);
    if (chosen instanceof ObjectNode object) {
      mutate(object);
    } else if (chosen instanceof ArrayNode array) {
      mutate(array);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(inner -> collect(inner, containers));
    }
  }

  private void mutate(ObjectNode object) {
    List<String> names = List.copyOf(object.propertyNames());
    switch (names.isEmpty() ? 0 : random.nextInt(5)) {
      case 0 -> object.set(one(NAMES), one(VALUES).deepCopy());
      case 1 -> object.remove(one(names));
      case 2 -> move(object, one(names));
      default -> replace(object, one(names));
    }
  }

  /** Mostly by a value of the same type, since others are refused at once. */
  private void replace(ObjectNode object, String name) {
    JsonNodeType type = object.get(name).getNodeType();
    List<JsonNode> alike = VALUES.stream().filter(value -> value.getNodeType() == type).toList();
    object.set(name, one(random.nextInt(4) > 0 && !alike.isEmpty() ? alike : VALUES).deepCopy());
  }

  /** Gives a field another name, or another place. */
  private void move(ObjectNode object, String name) {
    JsonNode value = object.remove(name);
    if (random.nextBoolean()) {
      object.set(one(NAMES), value);
    } else {
      object.putObject(random.nextBoolean() ? "data" : "filter").set(name, value);
    }
  }

  private void mutate(ArrayNode array) {
    if (array.isEmpty() || random.nextBoolean()) {
      array.add(one(VALUES).deepCopy());
    } else {
      array.set(random.nextInt(array.size()), one(VALUES).deepCopy());
    }
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<JsonNode> values() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "-1",
                "2",
                "1.0",
                "0.5",
                "1.5",
                "-0.0",
                "60",
                "61",
                "255",
                "256",
                "65535",
                "65536",
                "2147483647",
                "2147483648",
                "1e2",
                "1e39",
                "-1e39",
                "1e400",
                "-1e400",
                "9007199254740991",
                "9007199254740992",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999",
                "[]",
                "[\"a\"]",
                "[\"\"]",
                "[\"a\",null]",
                "[\"a\",\"b\",\"a\"]",
                "[[\"a\"]]",
                "[1]",
                "[0,0,0]",
                "[0,0.5,-1e3]",
                "[0,0]",
                "[0,0,1e39]",
                "[0,0,\"0\"]",
                "[0,0,null]",
                "{}",
                "{\"x\":1,\"y\":2,\"z\":3}",
                "{\"x\":1,\"y\":2}",
                "{\"x\":1,\"y\":2,\"z\":null}",
                "{\"x\":1,\"y\":2,\"z\":3,\"w\":{}}",
                "{\"a\":{\"epoch\":1,\"seq\":0}}",
                "{\"a\":{\"epoch\":1.0,\"seq\":2e1}}",
                "{\"a\":{\"epoch\":0,\"seq\":0}}",
                "{\"a/b\":{\"epoch\":1,\"seq\":null}}",
                "{\"a\":null}",
                "{\"a\":[]}",
                "{\"events\":[\"a\"]}",
                "{\"channel\":\"a\"}",
                "{\"events\":[]}",
                "{\"name\":\"n\"}",
                "{\"token\":\"t\"}",
                "{\"agent_id\":5}",
                "{\"radius\":1}",
                "{\"center\":[1,2,3],\"radius\":1}",
                "{\"center\":null}"));
    List.of(
            "",
            " ",
            "\t\n",
            "\u2003",
            "\u00a0",
            "\u001c",
            "\u3000",
            "\ufeff",
            "a",
            "knowledge",
            "knowledge_graph",
            "ontology",
            "all",
            "both",
            "opus",
            "pcm",
            "mp3",
            "query",
            "subscribe",
            "nonsense",
            "12",
            "\u0000",
            "\ud800",
            "x".repeat(128),
            "x".repeat(129),
            "𝄞".repeat(128),
            "𝄞".repeat(129),
            "x".repeat(256),
            "x".repeat(257),
            "𝄞".repeat(256),
            "x".repeat(1_000),
            "x".repeat(1_001),
            "x".repeat(65_536),
            "x".repeat(65_537))
        .forEach(text -> texts.add(Schemas.JSON.writeValueAsString(text)));
    for (int size : List.of(256, 257)) {
      texts.add(IntStream.range(0, size).mapToObj(n -> "\"n" + n + "\"").toList().toString());
    }
    return texts.stream().map(EXACT::readTree).toList();
  }
}
