package io.starling.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.Http;
import io.starling.server.testing.Jwt;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server API: publishing, broadcasting and looking by REST. */
class PublishIT {

  private static final String NOTE = "{\"channel\":\"%s\",\"data\":{\"n\":%d}}";

  @TempDir private static Path folder;
  private static Served open;
  private static Served closed;
  private static Http http;

  @BeforeAll
  static void serve() throws IOException {
    Pages.ring(folder, 3);
    open = Served.folder(folder, Jwt.configuration("optional"));
    closed = Served.folder(folder, Jwt.configuration("required"));
    http = open.http();
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  @Test
  void publishesAndSaysWhereInTheHistory() {
    JsonObject first = ok(http.post("/api/publish", NOTE.formatted("rest.one", 1)));
    JsonObject second = ok(http.post("/api/publish", NOTE.formatted("rest.one", 2)));

    assertThat(first.getString("channel")).isEqualTo("rest.one");
    assertThat(first.getLong("seq")).isEqualTo(1);
    assertThat(second.getLong("seq")).isEqualTo(2);
    assertThat(second.getLong("epoch")).isEqualTo(first.getLong("epoch"));
    assertThat(numbers("/api/channels/rest.one/history")).containsExactly(1, 2);
    assertThat(numbers("/api/channels/rest.one/history?since=1")).containsExactly(2);
    assertThat(numbers("/api/channels/rest.one/history?limit=1")).containsExactly(1);
    assertThat(http.json("/api/channels").getJsonArray("channels").stream())
        .anyMatch(
            each ->
                each instanceof JsonObject channel
                    && channel.getString("channel").equals("rest.one")
                    && channel.getLong("seq") == 2
                    && channel.getInteger("subscribers") == 0);
  }

  @Test
  void publishesOnceUnderOneKey() {
    String[] key = {"Idempotency-Key", "k1"};
    try (DialectClient client = open.dialect("/ws")) {
      client.json();
      client.send("{\"type\":\"subscribe\",\"channel\":\"rest.key\"}").json();

      JsonObject first = ok(http.post("/api/publish", NOTE.formatted("rest.key", 1), key));
      JsonObject again = ok(http.post("/api/publish", NOTE.formatted("rest.key", 1), key));
      HttpResponse<String> other = http.post("/api/publish", NOTE.formatted("rest.key", 2), key);
      JsonObject next =
          ok(http.post("/api/publish", NOTE.formatted("rest.key", 1), "Idempotency-Key", "k2"));

      assertThat(again).isEqualTo(first);
      assertProblem(other, 400, "VALIDATION_ERROR");
      assertThat(next.getLong("seq")).isEqualTo(2);
      assertThat(client.json().getLong("seq")).isEqualTo(1);
      assertThat(client.json().getLong("seq")).isEqualTo(2);
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @Test
  void doesAnewUnderItsKeyWhatWasRefused() {
    String token = publisher("keys.*");
    for (int n = 0; n < 2; n++) {
      assertProblem(
          closed
              .http()
              .post(
                  "/api/publish",
                  NOTE.formatted("other", 1),
                  "Authorization",
                  "Bearer " + token,
                  "Idempotency-Key",
                  "k"),
          403,
          "FORBIDDEN");
    }
    assertThat(
            closed
                .http()
                .post(
                    "/api/publish",
                    NOTE.formatted("keys.mine", 1),
                    "Authorization",
                    "Bearer " + token,
                    "Idempotency-Key",
                    "k")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/publish | {\"data\":1} | 400 | VALIDATION_ERROR | /channel",
        "/api/publish | {\"channel\":\"a\"} | 400 | VALIDATION_ERROR | /data",
        "/api/publish | {\"channel\":7,\"data\":1} | 400 | VALIDATION_ERROR | /channel",
        "/api/publish | {\"channel\":\"a b\",\"data\":1} | 404 | UNKNOWN_CHANNEL |",
        "/api/publish | {\"channel\":\"position_update\",\"data\":1} | 404 | UNKNOWN_CHANNEL |",
        "/api/publish | [1] | 400 | VALIDATION_ERROR |",
        "/api/publish | {\"channel\":\"a\",\"data\":1 | 400 | VALIDATION_ERROR |",
        "/api/publish | {\"channel\":\"a\",\"channel\":\"b\",\"data\":1} | 400 | VALIDATION_ERROR |",
        "/api/publish | `` | 400 | VALIDATION_ERROR |",
        "/api/broadcast | {} | 400 | VALIDATION_ERROR | /data",
        "/api/broadcast | {\"data\":1,\"to\":\"all\"} | 400 | VALIDATION_ERROR | /to",
        "/api/clients/x/send | {} | 400 | VALIDATION_ERROR | /data",
        "/api/clients/x/send | [] | 400 | VALIDATION_ERROR |",
        "/api/clients/x/send | {\"data\":1} | 404 | UNKNOWN_CHANNEL |",
      })
  void refusesABadBody(String path, String body, int status, String code, String pointer) {
    JsonObject problem = assertProblem(http.post(path, body), status, code);

    if (pointer != null) {
      assertThat(problem.getJsonArray("affectedPaths")).containsExactly(pointer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/channels/rest.nobody/history, 404, UNKNOWN_CHANNEL",
    "/api/channels/rest.nobody/history?channel=system, 404, UNKNOWN_CHANNEL",
    "/api/channels/rest.one/history?since=x, 400, VALIDATION_ERROR",
    "/api/channels/rest.one/history?limit=0, 400, VALIDATION_ERROR",
    "/api/channels/rest.one/history?colour=1, 400, VALIDATION_ERROR",
    "/api/channels?colour=1, 400, VALIDATION_ERROR",
  })
  void refusesABadQuery(String path, int status, String code) {
    assertProblem(http.get(path), status, code);
  }

  @Test
  void takesNoOtherTypeAndNoOtherMethod() {
    for (String path : List.of("/api/publish", "/api/broadcast", "/api/gesture/process")) {
      assertProblem(http.send("POST", path), 415, "VALIDATION_ERROR");
      assertProblem(http.send("POST", path, "Content-Type", "text/plain"), 415, "VALIDATION_ERROR");
      HttpResponse<String> read = http.get(path);
      assertProblem(read, 405, "UNKNOWN_METHOD");
      assertThat(read.headers().firstValue("allow")).hasValue("POST");
    }
    assertProblem(http.send("POST", "/api/channels"), 405, "UNKNOWN_METHOD");
  }

  @Test
  void takesABodyOfAMebibyteAndNoMore() {
    String frame = "{\"channel\":\"rest.large\",\"data\":\"\"}";
    int room = (1 << 20) - frame.length();

    ok(http.post("/api/publish", frame.replace("\"\"", "\"" + "x".repeat(room) + "\"")));
    assertProblem(
        http.post("/api/publish", frame.replace("\"\"", "\"" + "x".repeat(room + 1) + "\"")),
        413,
        "MESSAGE_TOO_LARGE");
  }

  @Test
  void passesNumbersAndLettersOnAsTheyAre() {
    String numbers = "[0.1000000000000000055511151231257827,12345678901234567890123,1.50]";
    try (DialectClient client = open.dialect("/ws")) {
      client.json();
      client.send("{\"type\":\"subscribe\",\"channel\":\"rest.exact\"}").json();

      ok(http.post("/api/publish", "{\"channel\":\"rest.exact\",\"data\":" + numbers + "}"));
      ok(http.post("/api/publish", "{\"channel\":\"rest.exact\",\"data\":\"Grüße 🐦\"}"));

      assertThat(client.next().text()).contains(numbers);
      assertThat(client.json().getString("data")).isEqualTo("Grüße 🐦");
      assertThat(http.get("/api/channels/rest.exact/history").body()).contains(numbers);
    }
  }

  @Test
  void refusesABodyThatIsNoUtf8() throws IOException {
    byte[] body = "{\"channel\":\"rest.utf8\",\"data\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    body[body.length - 3] = (byte) 0xFF;
    try (RawSocket raw = RawSocket.connected(open.port())) {
      raw.write(
          "POST /api/publish HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(open.port(), body.length));
      raw.write(body);

      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.example, ''", "'', http://evil.example", "'', null"})
  void refusesStrangers(String host, String origin) throws IOException {
    String body = NOTE.formatted("rest.evil", 1);
    String name = host.isEmpty() ? "127.0.0.1:" + open.port() : host;
    String more = origin.isEmpty() ? "" : "Origin: " + origin + "\r\n";
    for (String path :
        List.of("/api/publish", "/api/broadcast", "/api/clients/x/send", "/api/gesture/process")) {
      try (RawSocket raw = RawSocket.connected(open.port())) {
        raw.write(
            "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, name, more, body.length(), body));

        assertThat(raw.readHead()).startsWith("HTTP/1.1 403 ");
      }
    }
    assertProblem(http.get("/api/channels/rest.evil/history"), 404, "UNKNOWN_CHANNEL");
  }

  // Who may do it

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/publish", "/api/broadcast", "/api/clients/x/send", "/api/gesture/process"})
  void asksWhoItIsWhereThatIsRequired(String path) {
    String body = NOTE.formatted("a", 1);
    HttpResponse<String> unknown = closed.http().post(path, body);

    assertProblem(unknown, 401, "AUTHENTICATION_REQUIRED");
    assertThat(unknown.headers().firstValue("www-authenticate")).hasValue("Bearer");
    for (Served server : List.of(open, closed)) {
      assertProblem(
          server.http().post(path, body, "Authorization", "Bearer " + Jwt.forged("eve")),
          401,
          "INVALID_TOKEN");
      assertProblem(
          server.http().post(path, body, "Authorization", "Basic eDp5"), 401, "INVALID_TOKEN");
    }
  }

  @Test
  void givesWhatTheTokenGives() {
    String[] bearer = {"Authorization", "Bearer " + publisher("agents.*")};
    Http asked = closed.http();

    assertThat(asked.post("/api/publish", NOTE.formatted("agents.x", 1), bearer).statusCode())
        .isEqualTo(200);
    assertProblem(asked.post("/api/publish", NOTE.formatted("git", 1), bearer), 403, "FORBIDDEN");
    assertProblem(asked.post("/api/broadcast", "{\"data\":1}", bearer), 403, "FORBIDDEN");
    assertProblem(asked.post("/api/clients/x/send", "{\"data\":1}", bearer), 403, "FORBIDDEN");
    assertProblem(
        asked.post("/api/gesture/process", "{\"error\":\"x\"}", bearer), 403, "FORBIDDEN");
    assertProblem(asked.get("/api/channels/git/history", bearer), 403, "FORBIDDEN");
    assertProblem(asked.get("/api/channels"), 401, "AUTHENTICATION_REQUIRED");
    assertThat(asked.get("/api/channels/agents.x/history", bearer).statusCode()).isEqualTo(200);
    assertThat(asked.json("/api/channels", bearer).encode())
        .contains("agents.x")
        .doesNotContain("system");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/graph/data", "/api/graph/state", "/api/channels"})
  void showsNothingToStrangersWhereItIsRequired(String path) {
    assertProblem(closed.http().get(path), 401, "AUTHENTICATION_REQUIRED");
    assertThat(closed.http().get(path, "Authorization", "Bearer " + Jwt.of("ada")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void countsBadProofsAgainstTheirAddress() throws IOException {
    try (Served strict =
        Served.folder(
            folder,
            Jwt.configuration("optional")
                + "limits.rates.authentication: {per_minute: 1, burst: 1}\n")) {
      int status = 401;
      for (int n = 0; n < 20 && status == 401; n++) {
        status =
            strict
                .http()
                .post("/api/publish", "{}", "Authorization", "Bearer " + Jwt.forged("eve"))
                .statusCode();
      }

      assertThat(status).isEqualTo(429);
    }
  }

  @Test
  void takesSoManyRequestsOfAnAddress() throws IOException {
    try (Served strict =
        Served.folder(folder, "limits.rates.messages: {per_minute: 1, burst: 1}")) {
      HttpResponse<String> answer = strict.http().post("/api/broadcast", "{\"data\":1}");
      for (int n = 0; n < 20 && answer.statusCode() == 200; n++) {
        answer = strict.http().post("/api/broadcast", "{\"data\":1}");
      }

      assertProblem(answer, 429, "RATE_LIMIT_EXCEEDED");
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
  }

  @Test
  void letsGuestsInDemoModePublishToTheDemoOnly() throws IOException {
    try (Served demo = Served.folder(folder, "auth.mode: demo")) {
      assertThat(demo.http().post("/api/publish", NOTE.formatted("demo.a", 1)).statusCode())
          .isEqualTo(200);
      assertProblem(demo.http().post("/api/publish", NOTE.formatted("git", 1)), 403, "FORBIDDEN");
    }
  }

  private static String publisher(String pattern) {
    var grant =
        new JsonObject()
            .put("pattern", pattern)
            .put("allow", new JsonArray().add("publish").add("subscribe"));
    return Jwt.of("ada", new JsonObject().put("channels", new JsonArray().add(grant)));
  }

  private static List<Integer> numbers(String path) {
    return http.json(path).getJsonArray("events").stream()
        .map(each -> ((JsonObject) each).getJsonObject("data").getInteger("n"))
        .toList();
  }

  private static JsonObject ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    return new JsonObject(answer.body());
  }

  private static JsonObject assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    var problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("detail")).isNotBlank();
    return problem;
  }
}
