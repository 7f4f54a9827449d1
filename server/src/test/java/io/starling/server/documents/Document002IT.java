package io.starling.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.DialectClient.Heard;
import io.starling.server.testing.DialectClient.Options;
import io.starling.server.testing.Jwt;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.value.ValueFactory;

/** Walks through the document 002: events, request and response, three ways to get in. */
class Document002IT {

  private static final String DEMO = "/api/v1/ws/demo";
  private static final String DEV = "/api/v1/ws/dev";
  private static final String PRODUCTION = "/api/v1/ws";
  private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final String NOW = "\"timestamp\":\"2024-01-15T10:30:00.000Z\"";

  @TempDir private static Path folder;
  private static Served open;
  private static Served closed;

  @BeforeAll
  static void serve() throws IOException {
    Pages.ring(folder, 3);
    open = Served.folder(folder, Jwt.configuration("optional"));
    closed = Served.folder(folder, Jwt.configuration("required"));
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  // Connection flow, authentication flow

  @ParameterizedTest
  @ValueSource(strings = {DEMO, "/ws/demo", DEV})
  void establishesAConnectionWithoutAToken(String path) {
    try (DialectClient client = open.dialect(path)) {
      JsonObject ack = client.json();

      assertThat(ack.getString("type")).isEqualTo("connection_established");
      assertThat(UUID.fromString(ack.getString("client_id"))).isNotNull();
      assertThat(ack.getString("timestamp")).matches(ISO);
      assertThat(ack.getJsonArray("features")).isNotEmpty();
    }
  }

  @Test
  void doesNotLookAtATokenInDemoMode() {
    try (DialectClient client = open.dialect(DEMO + "?token=xxx")) {
      assertThat(client.json().getString("type")).isEqualTo("connection_established");
      assertThat(publish(client, "agents").getString("code")).isEqualTo("FORBIDDEN");
      assertThat(publish(client, "demo.mine").getString("type")).isEqualTo("response");
    }
  }

  @ParameterizedTest
  @CsvSource({DEV + ",true", DEV + ",false", PRODUCTION + ",true", PRODUCTION + ",false"})
  void acceptsAValidTokenInTheQueryOrAHeader(String path, boolean query) {
    String token = Jwt.of("ada");
    for (Served server : List.of(open, closed)) {
      try (DialectClient client =
          query
              ? server.dialect(path + "?token=" + token)
              : DialectClient.connect(
                  server.port(), path, Options.header("Authorization", "Bearer " + token))) {
        assertThat(client.json().getString("type")).isEqualTo("connection_established");
      }
    }
  }

  @Test
  void rejectsWhoHasNoTokenOrABadOne() {
    String forged = Jwt.forged("ada");

    assertThat(refused(closed, DEV, Options.NONE)).isEqualTo(401);
    assertThat(refused(closed, PRODUCTION, Options.NONE)).isEqualTo(401);
    assertThat(refused(open, PRODUCTION, Options.NONE)).isEqualTo(401);
    assertThat(refused(open, DEV + "?token=xxx", Options.NONE)).isEqualTo(401);
    assertThat(refused(closed, PRODUCTION + "?token=" + forged, Options.NONE)).isEqualTo(401);
    assertThat(refused(closed, DEV, Options.header("Authorization", "Bearer " + forged)))
        .isEqualTo(401);
    assertThat(refused(closed, DEMO, Options.NONE)).isEqualTo(404);
  }

  @Test
  void givesWhatTheTokenGives() {
    var grants =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("pattern", "agents.*")
                    .put("allow", new JsonArray().add("subscribe").add("publish")));
    String token = Jwt.of("grace", new JsonObject().put("channels", grants));

    try (DialectClient client = closed.dialect(PRODUCTION + "?token=" + token)) {
      assertThat(publish(client, "agents.notes").getString("type")).isEqualTo("response");
      assertThat(publish(client, "git").getString("code")).isEqualTo("FORBIDDEN");
      assertThat(
              client
                  .ask("{'type':'subscribe','id':'s','events':['git']}".replace('\'', '"'))
                  .getString("code"))
          .isEqualTo("FORBIDDEN");
    }
  }

  // Message flow patterns

  @Test
  void answersAPing() {
    try (DialectClient client = open.dialect(DEV)) {
      JsonObject pong = client.ask("{\"type\":\"ping\",\"id\":\"1\"," + NOW + "}");

      assertThat(pong.getString("type")).isEqualTo("pong");
      assertThat(pong.getString("timestamp")).matches(ISO);
    }
  }

  @Test
  void answersARequestWithItsId() {
    try (DialectClient client = open.dialect(DEV)) {
      JsonObject answer =
          client.ask(
              "{\"type\":\"query\",\"id\":\"4\",\"name\":\"rpc.list\",\"params\":{}," + NOW + "}");

      assertThat(answer.getString("type")).isEqualTo("response");
      assertThat(answer.getString("timestamp")).matches(ISO);
      assertThat(answer.getJsonObject("result").getJsonArray("methods").encode())
          .contains("publish", "history.get", "rpc.list");
    }
  }

  @Test
  void walksThroughTheSubscriptionPattern() {
    try (DialectClient client = open.dialect(DEV);
        DialectClient publisher = open.dialect(DEV)) {
      JsonObject confirmation =
          client.ask(
              "{\"type\":\"subscribe\",\"id\":\"2\",\"events\":[\"agents\",\"system\"],"
                  + NOW
                  + "}");
      assertThat(confirmation.getString("type")).isEqualTo("response");
      JsonObject result = confirmation.getJsonObject("result");
      assertThat(result.getJsonArray("subscribed")).containsExactly("agents", "system");
      long seq = result.getJsonObject("positions").getJsonObject("agents").getLong("seq");

      for (int n = 1; n <= 3; n++) {
        publish(publisher, "agents");
      }
      for (int n = 1; n <= 3; n++) {
        JsonObject event = client.event("agents");
        assertThat(event.getLong("seq")).isEqualTo(seq + n);
        assertThat(event.getJsonObject("data").getString("agent")).isEqualTo("a7");
        assertThat(event.getString("timestamp")).matches(ISO);
      }

      JsonObject ended =
          client.ask("{\"type\":\"unsubscribe\",\"id\":\"3\",\"events\":[\"agents\"]}");
      assertThat(ended.getJsonObject("result").getJsonArray("unsubscribed"))
          .containsExactly("agents");
      publish(publisher, "agents");
      assertThat(client.untilNow()).noneMatch(heard -> heard.text().contains("a7"));
    }
  }

  @Test
  void broadcastsToAllWhetherTheySubscribedOrNot() {
    try (DialectClient a = open.dialect(DEV);
        DialectClient b = open.dialect(DEV);
        DialectClient c = open.dialect(DEMO)) {
      List<DialectClient> all = List.of(a, b, c);
      all.forEach(client -> client.next("connection_established"));

      a.send(
          "{\"type\":\"command\",\"id\":\"9\",\"name\":\"broadcast\",\"params\":{\"data\":{\"n\":1}}}");

      for (DialectClient client : all) {
        JsonObject told = client.next("broadcast");
        assertThat(told.getJsonObject("data").getInteger("n")).isEqualTo(1);
        assertThat(told.getString("timestamp")).matches(ISO);
      }
    }
  }

  // Error handling

  @Test
  void limitsRatesWithTheErrorOfTheDocument() throws IOException {
    try (Served strict =
            Served.folder(folder, "limits.rates.messages: {per_minute: 100, burst: 2}");
        DialectClient client = strict.dialect(DEV)) {
      for (int n = 0; n < 4; n++) {
        client.send("{\"type\":\"ping\",\"id\":\"" + n + "\"}");
      }

      JsonObject error = client.next("error");
      assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(error.getString("message")).isEqualTo("Too many requests");
      JsonObject details = error.getJsonObject("details");
      assertThat(details.getInteger("limit")).isEqualTo(100);
      assertThat(details.getString("window")).isEqualTo("1m");
      assertThat(details.getInteger("retry_after")).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"dance\",\"id\":\"1\"} | UNKNOWN_TYPE | /type",
        "{\"type\":\"subscribe\",\"id\":\"1\"} | VALIDATION_ERROR | /events",
        "{\"type\":\"query\",\"id\":\"1\"} | VALIDATION_ERROR | /name",
        "{\"type\":\"query\",\"id\":\"1\",\"name\":\"history.get\"} | VALIDATION_ERROR | /params/channel",
        "{\"type\":\"query\",\"id\":\"1\",\"name\":\"no.such\"} | UNKNOWN_METHOD |",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"events\":[\"no channel\"]} | UNKNOWN_CHANNEL |",
      })
  void saysWhatIsWrongWithAMessage(String message, String code, String pointer) {
    try (DialectClient client = open.dialect(DEV)) {
      JsonObject error = client.ask(message);

      assertThat(error.getString("type")).isEqualTo("error");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      assertThat(error.getString("timestamp")).matches(ISO);
      if (pointer != null) {
        assertThat(error.getJsonArray("affectedPaths")).containsExactly(pointer);
      }
      assertThat(client.ask("{\"type\":\"ping\",\"id\":\"2\"}").getString("type"))
          .isEqualTo("pong");
    }
  }

  @Test
  void closesWith1009WhereAMessageIsTooLarge() {
    try (DialectClient client = open.dialect(DEV)) {
      client.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(1 << 20) + "\"}");

      assertThat(client.closed()).isEqualTo(1009);
    }
  }

  // Performance optimization: MessagePack

  @Test
  void speaksMessagePackToWhoOffersIt() {
    try (DialectClient client =
            DialectClient.connect(open.port(), DEV, Options.subprotocols("starling.msgpack"));
        DialectClient publisher = open.dialect(DEV)) {
      assertThat(client.subprotocol()).isEqualTo("starling.msgpack");
      Heard welcome = client.next();
      assertThat(welcome.binary()).isTrue();
      assertThat(welcome.json().getString("type")).isEqualTo("connection_established");

      client.send(
          ValueFactory.newMapBuilder()
              .put(ValueFactory.newString("type"), ValueFactory.newString("subscribe"))
              .put(ValueFactory.newString("id"), ValueFactory.newString("2"))
              .put(
                  ValueFactory.newString("events"),
                  ValueFactory.newArray(ValueFactory.newString("belief_state")))
              .build());
      Heard confirmation = client.next();
      assertThat(confirmation.binary()).isTrue();
      assertThat(confirmation.json().getJsonObject("result").getJsonArray("subscribed"))
          .containsExactly("belief_state");

      publish(publisher, "belief_state");
      Heard event = client.next();
      assertThat(event.binary()).isTrue();
      assertThat(event.json().getJsonObject("data").getString("agent")).isEqualTo("a7");
    }
  }

  private static JsonObject publish(DialectClient client, String channel) {
    return client.ask(
        "{\"type\":\"command\",\"id\":\"p\",\"name\":\"publish\",\"params\":{\"channel\":\""
            + channel
            + "\",\"data\":{\"agent\":\"a7\"}}}");
  }

  private static int refused(Served server, String path, Options options) {
    return DialectClient.refused(server.port(), path, options);
  }
}
