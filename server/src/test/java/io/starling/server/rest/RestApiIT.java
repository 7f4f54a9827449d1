package io.starling.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Http;
import io.starling.server.testing.Message;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiIT {

  private static final int PAGES = 6;
  private static final int TAGS = 2;

  @TempDir private static Path folder;
  private static Served server;
  private static Http http;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES));
    http = server.http();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tellsAllMessagesAsAsyncApi() {
    var answer = http.get("/asyncapi.yaml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(answer.body()).contains("asyncapi: 3.0.0", "history.get");
  }

  @Test
  void saysWhatItIs() {
    JsonObject info = http.json("/api/info");

    assertThat(info.getString("name")).isEqualTo("Starling");
    assertThat(info.getString("folder")).isEqualTo(folder.getFileName().toString());
    assertThat(info.getString("transport")).isIn("epoll", "io_uring", "nio");
    assertThat(info.getString("version")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 8",
        "?types=page | 6",
        "?types=page&tags=even | 3",
        "?tags=even,odd&types=page | 6",
        "?search=page-1 | 1",
        "?max_nodes=2 | 2",
        "?graph=ontology | 0",
        "?graph=knowledge_graph | 8",
        "?quality_threshold=0 | 8",
      })
  void givesThePartOfTheGraphThatTheQueryAsksFor(String query, int nodes) {
    HttpResponse<String> answer = http.get("/api/graph/data" + query);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    var data = new JsonObject(answer.body());
    assertThat(data.getString("type")).isEqualTo("initialGraphLoad");
    assertThat(data.getJsonArray("nodes")).hasSize(nodes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quality_threshold=2",
        "quality_threshold=x",
        "quality_threshold=NaN",
        "graph=nonsense",
        "max_nodes=0",
        "max_nodes=-1",
      })
  void refusesABadQuery(String query) {
    assertProblem(http.get("/api/graph/data?" + query), 400, "VALIDATION_ERROR");
  }

  @Test
  void sendsTheClientItsPositionsBehindTheData() {
    try (GraphClient client = server.client()) {
      String id = new JsonObject(welcome(client)).getString("client_id");
      client.subscribe("position_update");
      client.positions();
      client.untilNow();

      http.get("/api/graph/data", "X-Client-Id", id);

      assertThat(client.positions().places()).isNotEmpty();
    }
  }

  @Test
  void givesDataToWhoNamesAnUnknownClient() {
    assertThat(http.get("/api/graph/data", "X-Client-Id", "nobody").statusCode()).isEqualTo(200);
  }

  @Test
  void saysHowTheGraphIs() {
    JsonObject state = http.json("/api/graph/state");

    assertThat(state.getInteger("nodes")).isEqualTo(PAGES + TAGS);
    assertThat(state.getInteger("edges")).isEqualTo(2 * PAGES);
    assertThat(state.getJsonObject("bounds").getJsonArray("x")).hasSize(2);
    assertThat(state.getJsonObject("physics").getValue("running")).isInstanceOf(Boolean.class);
    assertThat(state.getLong("serverTime")).isPositive();
  }

  @Test
  void isAliveAndReady() {
    assertThat(http.json("/health/live").getString("status")).isEqualTo("UP");
    assertThat(http.json("/health/ready").getString("status")).isEqualTo("UP");
  }

  @Test
  void countsInPrometheusText() {
    HttpResponse<String> answer = http.get("/metrics");

    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .contains("# HELP starling_connections")
        .contains("starling_publications_total")
        .contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/nothing", "/api/", "/api/graph/data/more", "/nothing", "/assets/no.js"})
  void answersWhatIsNotThereWithAProblem(String path) {
    assertProblem(http.get(path), 404, "UNKNOWN_METHOD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/info", "/api/graph/data", "/health/live", "/metrics"})
  void answersAnotherMethodWithAProblem(String path) {
    for (String method : List.of("POST", "PUT", "DELETE")) {
      HttpResponse<String> answer = http.send(method, path);

      assertProblem(answer, 405, "UNKNOWN_METHOD");
      assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/info", "/health/live", "/metrics", "/test-page.html"})
  void answersHeadWithoutABody(String path) {
    HttpResponse<String> answer = http.send("HEAD", path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, ''",
    "evil.example:80, ''",
    "'', http://evil.example",
    "'', null",
    "'', http://127.0.0.1:1",
  })
  void refusesStrangers(String host, String origin) throws IOException {
    String name = host.isEmpty() ? "127.0.0.1:" + server.port() : host;
    String more = origin.isEmpty() ? "" : "Origin: " + origin + "\r\n";
    for (String path : List.of("/api/info", "/api/graph/data", "/api/graph/state")) {
      try (RawSocket raw = RawSocket.connected(server.port())) {
        raw.write("GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\n" + more + "\r\n");

        assertThat(raw.readHead()).startsWith("HTTP/1.1 403 ").contains("problem+json");
      }
    }
  }

  @Test
  void servesThePageWithItsHeaders() {
    HttpResponse<String> page = http.get("/test-page.html");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("A test page");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
  }

  @Test
  void letsBrowsersKeepAssets() {
    HttpResponse<String> asset = http.get("/assets/test-asset.js");

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("max-age=31536000");
    assertThat(asset.headers().firstValue("content-type").orElse("")).contains("javascript");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../logback.xml",
        "/..%2flogback.xml",
        "/%2e%2e/logback.xml",
        "/assets/../../logback.xml",
        "/assets/..%2f..%2flogback.xml",
        "/assets/%2e%2e%2f%2e%2e%2flogback.xml",
        "/..\\logback.xml",
        "/..%5clogback.xml",
        "//etc/passwd",
        "/../../../../../../etc/passwd",
        "/%2fetc%2fpasswd",
        "/web/../logback.xml",
        "/test-page.html%00.js",
        "/.starling/secret",
      })
  void servesNothingBesideThePage(String path) throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + server.port()
              + "\r\nConnection: close\r\n\r\n");

      assertThat(raw.readHead()).doesNotStartWith("HTTP/1.1 200").doesNotStartWith("HTTP/1.1 5");
      assertThat(raw.readAll()).doesNotContain("appender").doesNotContain("root:");
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    var problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("detail")).isNotBlank();
  }

  private static String welcome(GraphClient client) {
    return ((Message.Text) client.taken().getFirst()).text();
  }
}
