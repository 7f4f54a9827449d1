package io.starling.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.services.ServiceEvent.AiAnswered;
import io.starling.server.services.ServiceEvent.ServiceStarted;
import io.starling.server.services.ServiceEvent.StatusUpdate;
import io.starling.server.services.ServiceEvent.Trouble;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks through the document 003: gestures, answers and the state of services, broadcast. */
class Document003IT {

  private static final String GESTURE =
      """
      {"type":"wave","position":{"x":0.5,"y":0.5},"confidence":0.92,"timestamp":1640000000000}""";

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // Connection flow

  @Test
  void establishesAConnectionAsTheDocumentWritesIt() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      String request =
          """
          GET / HTTP/1.1
          Host: localhost:3001
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """;
      raw.write(request.replace("\n", "\r\n"));

      String head = raw.readHead();

      assertThat(head.lines().findFirst()).hasValue("HTTP/1.1 101 Switching Protocols");
      assertThat(head.toLowerCase(Locale.ROOT))
          .contains("upgrade: websocket", "connection: upgrade");
      assertThat(head).containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
  }

  @Test
  void answersPingsAndHeartbeatsUntilTheClientLeaves() {
    try (DialectClient client = server.dialect("/")) {
      JsonObject pong = client.send("{\"type\":\"ping\"}").json();
      assertThat(pong.getString("type")).isEqualTo("pong");
      assertThat(pong.getLong("timestamp")).isPositive();

      JsonObject ack = client.send("{\"type\":\"heartbeat\"}").json();
      assertThat(ack.getString("type")).isEqualTo("heartbeat_ack");
      assertThat(ack.getLong("timestamp")).isPositive();
      assertThat(server.http().metric("connections")).isEqualTo(1);

      client.leave();
      await().until(() -> server.http().metric("connections") == 0);
    }
  }

  // Message types

  @Test
  void sendsAGestureToAllClients() {
    try (DialectClient one = server.dialect("/");
        DialectClient two = server.dialect("/");
        DialectClient three = server.dialect("/")) {
      List<DialectClient> all = List.of(one, two, three);
      all.forEach(DialectClient::untilNow);

      HttpResponse<String> answer = server.http().post("/api/gesture/process", GESTURE);

      assertThat(answer.statusCode()).isEqualTo(200);
      for (DialectClient client : all) {
        JsonObject message = client.json();
        assertThat(message.getString("type")).isEqualTo("gesture");
        assertThat(message.getJsonObject("data")).isEqualTo(new JsonObject(GESTURE));
      }
    }
  }

  @Test
  void stampsAGestureThatHasNoTime() {
    try (DialectClient client = server.dialect("/")) {
      client.untilNow();

      server
          .http()
          .post(
              "/api/gesture/process",
              "{\"type\":\"fist\",\"position\":{\"x\":0,\"y\":1},\"confidence\":1}");

      assertThat(client.json().getJsonObject("data").getLong("timestamp"))
          .isGreaterThan(1_640_000_000_000L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /type",
        "{\"type\":\"wave\",\"position\":{\"x\":0.5},\"confidence\":0.9} | /position/y",
        "{\"type\":\"wave\",\"position\":{\"x\":0.5,\"y\":1},\"confidence\":2} | /confidence",
        "{\"type\":7,\"position\":{\"x\":0.5,\"y\":1},\"confidence\":1} | /type",
        "{\"type\":\"wave\",\"position\":{\"x\":0.5,\"y\":1},\"confidence\":1,\"colour\":1} | /colour",
        "{\"landmarks\":[[0,0,0]]} |",
        "[] |",
        "nonsense |",
      })
  void refusesABadGesture(String body, String pointer) {
    HttpResponse<String> answer = server.http().post("/api/gesture/process", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    var problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo("VALIDATION_ERROR");
    if (pointer != null) {
      assertThat(problem.getJsonArray("affectedPaths")).contains(pointer);
    }
  }

  @Test
  void tellsWhyLandmarksAreRefused() {
    HttpResponse<String> answer =
        server.http().post("/api/gesture/process", "{\"landmarks\":[[0,0,0]]}");

    assertThat(new JsonObject(answer.body()).getString("detail"))
        .startsWith("Landmarks are not classified here");
  }

  @Test
  void sendsAnAnswerOfTheAiServiceToAllClients() {
    var data =
        new JsonObject(
            """
            {"query":"What is gesture recognition?","response":"Gesture recognition is a technology",
             "metadata":{"model":"llama3.2:latest","inferenceTime":1234,"tokenCount":45},
             "timestamp":1640000000000}""");
    try (DialectClient one = server.dialect("/");
        DialectClient two = server.dialect("/")) {
      one.untilNow();
      two.untilNow();

      publish("ai_response", data);

      for (DialectClient client : List.of(one, two)) {
        JsonObject message = client.json();
        assertThat(message.getString("type")).isEqualTo("ai_response");
        assertThat(message.getJsonObject("data")).isEqualTo(data);
      }
    }
  }

  @Test
  void writesAnAnswerAsTheDocumentDoes() {
    try (DialectClient client = server.dialect("/")) {
      client.untilNow();

      server.events().aiAnswered(new AiAnswered("q", "r", "llama3.2:latest", 1234, 45));

      JsonObject data = client.event("ai_response").getJsonObject("data");
      assertThat(data.getString("query")).isEqualTo("q");
      assertThat(data.getString("response")).isEqualTo("r");
      assertThat(data.getJsonObject("metadata"))
          .isEqualTo(
              new JsonObject(
                  "{\"model\":\"llama3.2:latest\",\"inferenceTime\":1234,\"tokenCount\":45}"));
      assertThat(data.getLong("timestamp")).isPositive();
    }
  }

  @Test
  void tellsOfServicesThatComeAndGo() {
    try (DialectClient client = server.dialect("/")) {
      subscribe(client, "gesture", "system", "error");

      server.http().post("/api/gesture/process", GESTURE);
      Map<String, JsonObject> seen = next(client, 2);
      assertSystem(seen, "service_started", "vision", "Vision service connected");
      assertThat(seen.get("gesture").getString("type")).isEqualTo("wave");

      HttpResponse<String> answer =
          server
              .http()
              .post(
                  "/api/gesture/process",
                  "{\"error\":\"Camera unavailable\","
                      + "\"details\":\"Failed to access camera device /dev/video0\"}");

      assertThat(answer.statusCode()).isEqualTo(200);
      Map<String, JsonObject> failed = next(client, 2);
      JsonObject error = failed.get("error");
      assertThat(error.getString("error")).isEqualTo("Camera unavailable");
      assertThat(error.getString("details"))
          .isEqualTo("Failed to access camera device /dev/video0");
      assertThat(error.getString("code")).isEqualTo("CAMERA_ERROR");
      assertThat(error.getLong("timestamp")).isPositive();
      assertSystem(failed, "service_stopped", "vision", "Camera unavailable");
    }
  }

  @Test
  void tellsHowManyClientsThereAre() {
    try (DialectClient client = server.dialect("/")) {
      subscribe(client, "system");

      try (DialectClient other = server.dialect("/")) {
        assertThat(count(client, 2).getLong("timestamp")).isPositive();
        other.leave();
      }
      assertThat(count(client, 1).getString("message")).isEqualTo("1 client is connected");
    }
  }

  @Test
  void tellsTheStateOfThings() {
    try (DialectClient client = server.dialect("/")) {
      subscribe(client, "system");

      server.events().publish(new StatusUpdate("All is well"));
      server.events().publish(new ServiceStarted("ai", "Model loaded"));

      assertThat(system(client, "status_update").getString("message")).isEqualTo("All is well");
      assertThat(system(client, "service_started").getString("service")).isEqualTo("ai");
    }
  }

  @ParameterizedTest
  @CsvSource({"CAMERA_ERROR", "AI_ERROR", "NETWORK_ERROR", "VALIDATION_ERROR"})
  void tellsOfErrorsOfServicesWithTheirCodes(Trouble code) {
    try (DialectClient client = server.dialect("/")) {
      subscribe(client, "error");

      server.events().failed("It failed", "at something", code);

      JsonObject data = client.event("error").getJsonObject("data");
      assertThat(data.getString("code")).isEqualTo(code.name());
      assertThat(data.getString("error")).isEqualTo("It failed");
    }
  }

  // Client-to-server messages

  @Test
  void confirmsSubscriptions() {
    try (DialectClient client = server.dialect("/")) {
      JsonObject subscribed =
          client
              .send(
                  "{\"type\":\"subscribe\",\"channels\":[\"gesture\",\"ai_response\",\"system\"]}")
              .json();
      assertThat(subscribed.getString("type")).isEqualTo("subscribed");
      assertThat(subscribed.getJsonArray("channels"))
          .containsExactly("gesture", "ai_response", "system");
      assertThat(subscribed.getLong("timestamp")).isPositive();

      client.send("{\"type\":\"unsubscribe\",\"channels\":[\"system\"]}");
      JsonObject unsubscribed = client.next("unsubscribed");
      assertThat(unsubscribed.getJsonArray("channels")).containsExactly("system");
      assertThat(unsubscribed.getLong("timestamp")).isPositive();
    }
  }

  // Broadcasting patterns

  @Test
  void broadcastsToAll() {
    try (DialectClient one = server.dialect("/");
        DialectClient two = server.dialect("/ws")) {
      one.untilNow();
      two.untilNow();

      HttpResponse<String> answer =
          server.http().post("/api/broadcast", "{\"data\":{\"hello\":\"all\"}}");

      assertThat(new JsonObject(answer.body()).getInteger("clients")).isEqualTo(2);
      for (DialectClient client : List.of(one, two)) {
        assertThat(client.next("broadcast").getJsonObject("data").getString("hello"))
            .isEqualTo("all");
      }
    }
  }

  @Test
  void broadcastsToSubscribedClientsOnly() {
    try (DialectClient with = server.dialect("/");
        DialectClient without = server.dialect("/")) {
      subscribe(with, "notes");
      without.untilNow();

      publish("notes", new JsonObject().put("text", "hello"));

      assertThat(with.event("notes").getJsonObject("data").getString("text")).isEqualTo("hello");
      assertThat(without.untilNow()).isEmpty();
    }
  }

  @Test
  void sendsToOneClient() {
    try (DialectClient one = server.dialect("/ws");
        DialectClient other = server.dialect("/ws")) {
      String id = one.json().getString("connectionId");
      other.json();

      HttpResponse<String> event =
          server
              .http()
              .post(
                  "/api/clients/" + id + "/send",
                  "{\"event\":\"gesture\",\"data\":" + GESTURE + "}");
      HttpResponse<String> message =
          server.http().post("/api/clients/" + id + "/send", "{\"data\":{\"for\":\"you\"}}");

      assertThat(event.statusCode()).isEqualTo(200);
      assertThat(message.statusCode()).isEqualTo(200);
      assertThat(one.event("gesture").getJsonObject("data")).isEqualTo(new JsonObject(GESTURE));
      assertThat(one.next("broadcast").getJsonObject("data").getString("for")).isEqualTo("you");
      assertThat(other.untilNow()).isEmpty();
      assertThat(server.http().post("/api/clients/nobody/send", "{\"data\":1}").statusCode())
          .isEqualTo(404);
    }
  }

  // Security considerations

  @Test
  void limitsRates() throws IOException {
    try (Served strict =
            Served.folder(folder, "limits.rates.messages: {per_minute: 60, burst: 2}");
        DialectClient client = strict.dialect("/")) {
      for (int n = 0; n < 4; n++) {
        client.send("{\"type\":\"ping\"}");
      }

      JsonObject data = client.next("error").getJsonObject("data");
      assertThat(data.getString("code")).isEqualTo("RATE_LIMIT");
      assertThat(data.getString("error")).isEqualTo("Too many requests");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"not JSON", "[1]", "{}", "{\"type\":\"dance\"}", "{\"type\":\"subscribe\"}"})
  void answersAnInvalidMessage(String message) {
    try (DialectClient client = server.dialect("/")) {
      JsonObject error = client.send(message).next("error");

      JsonObject data = error.getJsonObject("data");
      assertThat(data.getString("code")).isEqualTo("VALIDATION_ERROR");
      assertThat(data.getString("error")).isNotBlank();
      assertThat(client.send("{\"type\":\"ping\"}").next("pong")).isNotNull();
    }
  }

  private void publish(String channel, JsonObject data) {
    HttpResponse<String> answer =
        server
            .http()
            .post(
                "/api/publish",
                new JsonObject().put("channel", channel).put("data", data).encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void subscribe(DialectClient client, String... channels) {
    client.send(
        new JsonObject().put("type", "subscribe").put("channels", List.of(channels)).encode());
    client.next("subscribed");
  }

  private static JsonObject system(DialectClient client, String event) {
    return client
        .next(
            json ->
                "system".equals(json.getString("type"))
                    && event.equals(json.getJsonObject("data").getString("event")))
        .getJsonObject("data");
  }

  private static JsonObject count(DialectClient client, int count) {
    JsonObject data = system(client, "connection_count");
    assertThat(data.getInteger("count")).isEqualTo(count);
    return data;
  }

  /** The data of so many messages, which come in any order, by their type. */
  private static Map<String, JsonObject> next(DialectClient client, int count) {
    Map<String, JsonObject> data = new HashMap<>();
    while (data.size() < count) {
      JsonObject message = client.json();
      if (!isCount(message)) {
        data.put(message.getString("type"), message.getJsonObject("data"));
      }
    }
    return data;
  }

  /** Whether it says how many there are, which may come at any time. */
  private static boolean isCount(JsonObject message) {
    return "connection_count".equals(message.getJsonObject("data").getString("event"));
  }

  private static void assertSystem(
      Map<String, JsonObject> messages, String event, String service, String words) {
    JsonObject data = messages.get("system");
    assertThat(data.getString("event")).isEqualTo(event);
    assertThat(data.getString("service")).isEqualTo(service);
    assertThat(data.getString("message")).isEqualTo(words);
    assertThat(data.getLong("timestamp")).isPositive();
  }
}
