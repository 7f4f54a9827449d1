package io.starling.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.services.ServiceEvent.GitEventType;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.Jwt;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever a client speaks: chapter 3's rules for all. */
class EveryDialectIT {

  private static final String GRAPH = "/ws/graph";
  private static final String EVENTS = "/api/v1/ws/dev";
  private static final String BROADCAST = "/";
  private static final String WORKSPACE = "/ws";

  @SuppressWarnings("UnusedVariable") // JUnit reads it, by its name
  private static final List<String> DIALECTS = List.of(GRAPH, EVENTS, BROADCAST, WORKSPACE);

  private static final int PAGES = 4;

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES), Jwt.configuration("optional"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // Any client may use any channel

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void hearsAnyChannel(String path) {
    try (DialectClient client = server.dialect(path)) {
      subscribe(client, "git", "gesture", "ai_response", "team.notes");

      server.events().gitEvent(GitEventType.COMMIT, "Fixes it");
      server.events().emit("team.notes", Map.of("n", 1));

      assertThat(client.event("git").getJsonObject("data").getString("message"))
          .isEqualTo("Fixes it");
      assertThat(client.event("team.notes").getJsonObject("data").getInteger("n")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void asksAndCommands(String path) {
    try (DialectClient client = server.dialect(path)) {
      subscribe(client, "echo");

      JsonObject listed =
          client.ask("{\"type\":\"query\",\"id\":1,\"name\":\"channels.list\",\"params\":{}}");
      JsonObject published =
          client.ask(
              "{\"type\":\"command\",\"id\":\"x\",\"name\":\"publish\","
                  + "\"params\":{\"channel\":\"echo\",\"data\":[1,2]}}");

      assertThat(listed.getString("type")).isEqualTo("response");
      assertThat(listed.getInteger("id")).isEqualTo(1);
      assertThat(listed.getJsonObject("result").encode()).contains("\"echo\"");
      assertThat(published.getJsonObject("result").getString("channel")).isEqualTo("echo");
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void authenticatesWhereItIs(String path) {
    try (DialectClient client = server.dialect(path)) {
      String good = Jwt.of("ada");

      client.send(message("authenticate").put("token", good).encode());
      assertThat(client.next("authenticated").getString("user")).isEqualTo("ada");

      client.send(message("authenticate").put("data", Map.of("token", good)).encode());
      assertThat(client.next("authenticated").getString("user")).isEqualTo("ada");

      client.send(message("authenticate").put("token", Jwt.forged("eve")).encode());
      assertThat(client.next(EveryDialectIT::isError).encode()).contains("\"INVALID_TOKEN\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENTS, BROADCAST, WORKSPACE})
  void loadsTheGraphAndSeesItMove(String path) {
    try (DialectClient client = server.dialect(path)) {
      client.send(
          message("filter_update").put("filter", Map.of("types", List.of("page"))).encode());

      JsonObject confirmed = client.next("filter_confirmed");
      assertThat(confirmed.getInteger("visible")).isEqualTo(PAGES);
      assertThat(client.next("initialGraphLoad").getJsonArray("nodes")).hasSize(PAGES);
      JsonArray positions =
          client.event("position_update").getJsonObject("data").getJsonArray("positions");
      assertThat(positions).hasSize(PAGES);
      assertThat(positions.getJsonArray(0)).hasSize(4);
    }
  }

  // Liberal in what names a subscription and what a filter

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void understandsEverySpellingOfASubscription(String path) {
    List<String> requests =
        List.of(
            "{'type':'subscribe','events':['c0']}",
            "{'type':'subscribe','event_types':['c1']}",
            "{'type':'subscribe','channels':['c2'],'timestamp':'2024-01-15T10:30:00Z'}",
            "{'type':'subscribe','channel':'c3','timestamp':1640000000000}",
            "{'type':'subscribe','event_type':'c4'}",
            "{'type':'subscribe','data':{'events':['c5']}}",
            "{'type':'subscribe','data':{'event_types':['c6']}}",
            "{'type':'subscribe','data':{'channels':['c7']}}",
            "{'type':'subscribe','data':{'channel':'c8'}}",
            "{'type':'subscribe','data':{'event_type':'c9'}}");
    try (DialectClient client = server.dialect(path)) {
      for (String request : requests) {
        client.send(request.replace('\'', '"'));
        client.next(EveryDialectIT::isSubscribed);
      }

      for (int n = 0; n < requests.size(); n++) {
        server.events().emit("c" + n, Map.of("n", n));
        assertThat(client.event("c" + n).getJsonObject("data").getInteger("n")).isEqualTo(n);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"filter_update\",\"graph\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"mode\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"graph_type\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"data\":{\"graph\":\"ontology\"}}",
        "{\"type\":\"filter_update\",\"data\":{\"mode\":\"ontology\"}}",
        "{\"type\":\"filter_update\",\"filter\":{\"graph_type\":\"ontology\"}}",
      })
  void understandsEverySpellingOfAFilter(String request) {
    for (String path : List.of(GRAPH, EVENTS, BROADCAST, WORKSPACE)) {
      try (DialectClient client = server.dialect(path)) {
        client.send(request);
        assertThat(client.next("filter_confirmed").getInteger("visible")).isZero();

        client.send(request.replace("ontology", "knowledge_graph"));
        assertThat(client.next("filter_confirmed").getInteger("visible")).isPositive();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void answersSignsOfLife(String path) {
    try (DialectClient client = server.dialect(path)) {
      client.send("ping");
      while (!client.next().text().equals("pong")) {
        // the welcome
      }
      assertThat(client.send("{\"type\":\"ping\"}").next("pong")).isNotNull();
      client.send("{\"type\":\"heartbeat\"}");
      if (path.equals(GRAPH)) {
        assertThat(client.untilNow()).isEmpty();
      } else {
        assertThat(client.next("heartbeat_ack").containsKey("timestamp")).isTrue();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void refusesWithoutApplyingAnything(String path) {
    try (DialectClient client = server.dialect(path)) {
      for (String bad :
          List.of(
              "{\"type\":\"subscribe\",\"channels\":[\"bad.one\",7]}",
              "{\"type\":\"subscribe\",\"channels\":[\"bad.one\",\"not a channel\"]}",
              "{\"type\":\"subscribe\",\"type\":\"subscribe\",\"channels\":[\"bad.one\"]}",
              "{\"type\":\"subscribe\",\"channels\":[\"bad.one\"],\"since\":7}",
              "{\"type\":\"subscribe\",\"channels\":[\"bad.one\"]",
              "{\"type\":\"subscribe\",\"channels\":[\"bad.one\"],\"x\":"
                  + "[".repeat(70)
                  + "]".repeat(70)
                  + "}")) {
        assertThat(client.send(bad).next(EveryDialectIT::isError)).as(bad).isNotNull();
      }

      server.events().emit("bad.one", Map.of("n", 1));
      assertThat(client.untilNow()).noneMatch(heard -> heard.text().contains("bad.one"));
    }
  }

  // seq, epoch, recovery

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void recoversWhatItMissed(String path, TestInfo test) {
    String channel = channel(path, test);
    JsonObject place;
    try (DialectClient client = server.dialect(path)) {
      place = place(subscribe(client, channel), channel);
      server.events().emit(channel, Map.of("n", 1));
      assertThat(client.event(channel).getLong("seq")).isEqualTo(place.getLong("seq") + 1);
    }
    server.events().emit(channel, Map.of("n", 2));
    server.events().emit(channel, Map.of("n", 3));

    try (DialectClient client = server.dialect(path)) {
      JsonObject since = new JsonObject().put("epoch", place.getLong("epoch")).put("seq", 1);
      JsonObject back = place(subscribe(client, since, channel), channel);

      assertThat(back.getBoolean("recovered")).isTrue();
      assertThat(back.getLong("epoch")).isEqualTo(place.getLong("epoch"));
      for (int n = 2; n <= 3; n++) {
        JsonObject event = client.event(channel);
        assertThat(event.getLong("seq")).isEqualTo(n);
        assertThat(event.getJsonObject("data").getInteger("n")).isEqualTo(n);
      }
      server.events().emit(channel, Map.of("n", 4));
      assertThat(client.event(channel).getLong("seq")).isEqualTo(4);
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void saysWhyItCannotRecover(String path, TestInfo test) {
    String channel = channel(path, test);
    for (int n = 1; n <= 1_100; n++) {
      server.events().emit(channel, Map.of("n", n));
    }
    try (DialectClient client = server.dialect(path)) {
      long epoch = place(subscribe(client, channel), channel).getLong("epoch");
      assertUnrecovered(client, channel, epoch, 1, "The history does not reach back so far");
      assertUnrecovered(client, channel, epoch + 1, 5, "The channel has begun anew since");
      assertUnrecovered(client, channel, epoch, 9_999, "The channel has not come so far");
      assertThat(client.untilNow()).isEmpty();
    }
  }

  private static void assertUnrecovered(
      DialectClient client, String channel, long epoch, long seq, String reason) {
    JsonObject since = new JsonObject().put("epoch", epoch).put("seq", seq);
    JsonObject place = place(subscribe(client, since, channel), channel);
    assertThat(place.getBoolean("recovered")).isFalse();
    assertThat(place.getString("reason")).isEqualTo(reason);
    assertThat(place.getLong("seq")).isEqualTo(1_100);
  }

  @Test
  void recoversInAnotherDialect(TestInfo test) {
    String channel = channel("/any", test);
    server.events().emit(channel, Map.of("n", 0));
    long epoch;
    try (DialectClient client = server.dialect(WORKSPACE)) {
      epoch = place(subscribe(client, channel), channel).getLong("epoch");
    }
    server.events().emit(channel, Map.of("n", 1));
    for (String path : DIALECTS) {
      try (DialectClient client = server.dialect(path)) {
        JsonObject since = new JsonObject().put("epoch", epoch).put("seq", 1);

        assertThat(place(subscribe(client, since, channel), channel).getBoolean("recovered"))
            .isTrue();

        assertThat(client.event(channel).getLong("seq")).isEqualTo(2);
      }
    }
  }

  // Wildcards

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void hearsChannelsOfAPatternThatThereAreAndThatBeginLater(String path, TestInfo test) {
    String root = channel(path, test);
    server.events().emit(root + ".there", Map.of("n", 0));
    try (DialectClient client = server.dialect(path)) {
      subscribe(client, root + ".*", "deep" + root + ".**");

      server.events().emit(root + ".there", Map.of("n", 1));
      server.events().emit(root + ".later", Map.of("n", 2));
      server.events().emit(root + ".too.deep", Map.of("n", 3));
      server.events().emit("deep" + root + ".a.b.c", Map.of("n", 4));
      server.events().emit("deep" + root + ".a.b.c", Map.of("n", 5));

      List<Integer> heard = new ArrayList<>();
      while (heard.size() < 4) {
        JsonObject event = client.next("event");
        heard.add(event.getJsonObject("data").getInteger("n"));
      }
      assertThat(heard).containsExactlyInAnyOrder(1, 2, 4, 5);
      assertThat(heard.indexOf(4)).isLessThan(heard.indexOf(5));

      client.send(message("unsubscribe").put("channels", List.of(root + ".*")).encode());
      client.next(EveryDialectIT::isUnsubscribed);
      server.events().emit(root + ".later", Map.of("n", 6));
      server.events().emit(root + ".newest", Map.of("n", 7));
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void hearsOfAPatternWhatItMayHear(String path, TestInfo test) {
    String channel = "admin." + channel(path, test);
    String ada = Jwt.of("ada");
    String chief = Jwt.of("chief", new JsonObject().put("scopes", List.of("admin")));
    try (DialectClient client = server.dialect(path + "?token=" + ada)) {
      subscribe(client, "admin.**");
      server.events().emit(channel, Map.of("n", 1));
      assertThat(client.untilNow()).noneMatch(heard -> heard.text().contains(channel));

      client.send(message("authenticate").put("token", chief).encode());
      client.next("authenticated");
      client.untilNow();
      server.events().emit(channel, Map.of("n", 2));
      assertThat(client.event(channel).getJsonObject("data").getInteger("n")).isEqualTo(2);

      client.send(message("authenticate").put("token", ada).encode());
      client.next(EveryDialectIT::isUnsubscribed);
      server.events().emit(channel, Map.of("n", 3));
      assertThat(client.untilNow()).noneMatch(heard -> heard.text().contains(channel));
    }
  }

  @Test
  void countsAPatternAsOneSubscription() {
    for (int n = 0; n < 200; n++) {
      server.events().emit("crowd.c" + n, Map.of("n", n));
    }
    try (DialectClient client = server.dialect(WORKSPACE)) {
      subscribe(client, "crowd.*");
      subscribe(client, "one.more");

      server.events().emit("crowd.c199", Map.of("n", 0));
      server.events().emit("one.more", Map.of("n", 1));

      assertThat(client.event("one.more").getLong("seq")).isPositive();
      subscribe(client, names(126));
      client.send(message("subscribe").put("channel", "too.many").encode());
      assertThat(client.next(EveryDialectIT::isError).getString("code"))
          .isEqualTo("SUBSCRIPTION_LIMIT");
    }
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(n -> "own." + n).toArray(String[]::new);
  }

  // Gaps

  @ParameterizedTest
  @FieldSource("DIALECTS")
  void isToldOfAGapAndHearsAllTheRest(String path, TestInfo test) throws IOException {
    String channel = channel(path, test);
    String padding = "x".repeat(30_000);
    try (Served patient = Served.folder(folder, Duration.ofMinutes(5));
        RawSocket slow = RawSocket.upgraded(patient.port(), path, 4_096)) {
      slow.write(RawSocket.text(message("subscribe").put("channels", List.of(channel)).encode()));
      slow.readText("subscribed");

      int published = 0;
      while (patient.http().metric("blocked_total") == 0) {
        patient.events().emit(channel, Map.of("n", ++published, "padding", padding));
      }
      for (int more = 0; more < 200; more++) {
        patient.events().emit(channel, Map.of("n", ++published, "padding", padding));
      }

      long next = 1;
      Optional<JsonObject> gap = Optional.empty();
      while (next <= published) {
        JsonObject message = message(slow, channel);
        if (message.getString("type").equals("gap")) {
          assertThat(message.getLong("from")).isEqualTo(next);
          next = message.getLong("to") + 1;
          gap = Optional.of(message);
        } else {
          assertThat(message.getLong("seq")).isEqualTo(next++);
        }
      }
      assertThat(gap).hasValueSatisfying(g -> assertThat(g.containsKey("timestamp")).isTrue());
    }
  }

  /** The next message about a channel. */
  private static JsonObject message(RawSocket socket, String channel) throws IOException {
    while (true) {
      Frame frame = socket.read();
      assertThat(frame.isClose() || frame.isEnd()).as(frame.toString()).isFalse();
      if (frame.opcode() == 1 && frame.text().contains("\"" + channel + "\"")) {
        return new JsonObject(frame.text());
      }
    }
  }

  private static JsonObject message(String type) {
    return new JsonObject().put("type", type);
  }

  private static JsonObject subscribe(DialectClient client, String... channels) {
    client.send(message("subscribe").put("channels", List.of(channels)).encode());
    return client.next(EveryDialectIT::isSubscribed);
  }

  private static JsonObject subscribe(DialectClient client, JsonObject since, String channel) {
    client.send(
        message("subscribe")
            .put("channels", List.of(channel))
            .put("since", new JsonObject().put(channel, since))
            .encode());
    return client.next(EveryDialectIT::isSubscribed);
  }

  private static boolean isSubscribed(JsonObject json) {
    return "subscribed".equals(json.getString("type"))
        || "subscribed".equals(json.getString("status"))
        || json.getJsonObject("result", new JsonObject()).containsKey("subscribed");
  }

  private static boolean isUnsubscribed(JsonObject json) {
    return "unsubscribed".equals(json.getString("type"))
        || "unsubscribed".equals(json.getString("status"))
        || json.getJsonObject("result", new JsonObject()).containsKey("unsubscribed");
  }

  private static boolean isError(JsonObject json) {
    return "error".equals(json.getString("type")) || "error".equals(json.getString("status"));
  }

  private static JsonObject place(JsonObject subscribed, String channel) {
    JsonObject positions = subscribed.getJsonObject("positions");
    return (positions == null
            ? subscribed.getJsonObject("result").getJsonObject("positions")
            : positions)
        .getJsonObject(channel);
  }

  /** A channel that no other test uses. */
  private static String channel(String path, TestInfo test) {
    return test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT)
        + path.replace('/', '_');
  }
}
