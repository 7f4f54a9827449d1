package io.starling.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Signed;
import io.starling.server.testing.MovedClock;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What admins see and do, over REST and over WebSocket, and what others do not. */
class AdminIT {

  @TempDir private Path folder;

  private final MovedClock clock = new MovedClock();
  private final Signed signed = new Signed(clock);
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            Signed.auth(AuthMode.REQUIRED)
                + """
                heartbeat: fast
                limits.rates.messages: {per_minute: 600, burst: 20}
                """,
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsClientsTheSameOverBoth() throws IOException {
    try (Talker admin = connect("/ws", "root", "admin");
        Talker ada = connect("/ws/graph", "ada");
        Talker eve = connect("/", "eve")) {
      ada.subscribe("agents", "graph_update");
      ada.whoAmI();
      String id = ada.whoAmI().getString("client_id");
      eve.whoAmI();

      JsonObject listed = admin.ask("query", "clients.list", new JsonObject());
      JsonObject result = listed.getJsonObject("result");
      JsonObject body = get("/api/clients", "admin");

      assertThat(result.getInteger("total")).isEqualTo(3);
      assertThat(names(result)).containsExactlyInAnyOrder("root", "ada", "eve");
      assertThat(names(body)).isEqualTo(names(result));
      JsonObject shown = client(body, id);
      assertThat(shown.getString("address")).isEqualTo("127.0.0.1");
      assertThat(shown.getString("dialect")).isEqualTo("graph");
      assertThat(shown.getInteger("subscriptions")).isEqualTo(2);
      assertThat(shown.getLong("bytes_sent")).isPositive();
      assertThat(shown.getLong("bytes_received")).isPositive();
      assertThat(shown.getBoolean("stale")).isFalse();
      assertThat(shown.getLong("connected_since")).isPositive();
    }
  }

  @Test
  void listsClientsPageByPage() throws IOException {
    List<Talker> talkers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      talkers.add(connect("/ws", "user-" + i));
    }

    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonObject page = get("/api/clients?limit=3&after=" + after, "admin");
      assertThat(page.getJsonArray("clients")).hasSizeLessThanOrEqualTo(3);
      assertThat(page.getInteger("total")).isEqualTo(7);
      seen.addAll(names(page));
      after = page.getString("next", "");
    } while (!after.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().hasSize(7);
    for (Talker talker : talkers) {
      talker.close();
    }
  }

  @Test
  void disconnectsWith4009() throws IOException {
    try (Talker admin = connect("/ws", "root", "admin");
        Talker ada = connect("/ws/graph", "ada");
        Talker eve = connect("/", "eve")) {
      String id = ada.whoAmI().getString("client_id");
      JsonObject params = new JsonObject().put("id", id).put("reason", "Go home");
      assertThat(admin.ask("command", "clients.disconnect", params).getJsonObject("result"))
          .isEqualTo(new JsonObject().put("disconnected", id));
      Frame close = ada.closed();
      assertThat(close.closeCode()).isEqualTo(4009);
      assertThat(close.text()).isEqualTo("Go home");

      String other = eve.whoAmI().getString("client_id");
      String path = "/api/clients/" + other + "/disconnect";
      assertThat(send("POST", path, "admin").statusCode()).isEqualTo(200);
      assertThat(eve.closed().text()).isEqualTo("Disconnected by an administrator");

      await().until(() -> send("POST", path, "admin").statusCode() == 400);
      assertThat(Talker.code(admin.ask("command", "clients.disconnect", params)))
          .isEqualTo("VALIDATION_ERROR");
    }
  }

  @Test
  void listsAndLiftsBans() throws IOException {
    ban("127.0.0.7", "ada");
    try (Talker admin = connect("/ws", "root", "admin")) {
      JsonObject bans = get("/api/bans", "admin");
      assertThat(admin.ask("query", "bans.list", new JsonObject()).getJsonObject("result"))
          .isEqualTo(bans);
      JsonObject ban = bans.getJsonArray("bans").getJsonObject(0);
      assertThat(ban.getString("address")).isEqualTo("127.0.0.7");
      assertThat(ban.getString("user")).isEqualTo("ada");
      assertThat(ban.getString("reason")).isEqualTo("rate of messages");
      assertThat(ban.getInteger("remaining_seconds")).isBetween(590, 600);
      assertThat(attempt("127.0.0.7", "ada").status()).isEqualTo(429);

      JsonObject params = new JsonObject().put("id", ban.getLong("id"));
      assertThat(Talker.code(admin.ask("command", "bans.lift", params))).isNull();

      assertThat(attempt("127.0.0.7", "ada").status()).isEqualTo(101);
      assertThat(send("DELETE", "/api/bans/" + ban.getLong("id"), "admin").statusCode())
          .isEqualTo(400);
    }

    ban("127.0.0.8", "ada");
    long id = get("/api/bans", "admin").getJsonArray("bans").getJsonObject(0).getLong("id");
    assertThat(send("DELETE", "/api/bans/" + id, "admin").statusCode()).isEqualTo(200);
    assertThat(get("/api/bans", "admin").getInteger("total")).isZero();
    assertThat(attempt("127.0.0.8", "ada").status()).isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/bans",
    "DELETE, /api/bans/1",
    "GET, /api/clients",
    "POST, /api/clients/x/disconnect"
  })
  void isForAdminsOnly(String method, String path) {
    assertThat(server.http().send(method, path).statusCode()).isEqualTo(401);
    assertThat(server.http().send(method, path, "Authorization", "Bearer x").statusCode())
        .isEqualTo(401);
    assertThat(send(method, path, "publish").statusCode()).isEqualTo(403);
    assertThat(send("PUT", path, "admin").statusCode()).isEqualTo(405);
    assertThat(
            server
                .http()
                .send(
                    method,
                    path,
                    "Authorization",
                    bearer("root", "admin"),
                    "Origin",
                    "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    String byQuery = path + "?token=" + signed.token("root", 60, "admin");
    assertThat(server.http().send(method, byQuery).statusCode()).isIn(200, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/clients?limit=0",
    "GET, /api/clients?limit=1001",
    "GET, /api/clients?limit=x",
    "DELETE, /api/bans/x",
    "DELETE, /api/bans/0",
    "DELETE, /api/bans/99999999999999999999"
  })
  void refusesWhatItCannotRead(String method, String path) {
    HttpResponse<String> answer = send(method, path, "admin");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void asksForACredentialOfWhateverIsReadToo() {
    assertThat(server.http().get("/api/graph/data").statusCode()).isEqualTo(401);
    assertThat(server.http().get("/api/info").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/api/graph/data", "voice").statusCode()).isEqualTo(200);
    assertThat(server.http().get("/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void showsTheSilentAsStaleAndThenClosesThem(String path) throws IOException {
    try (Talker silent = connect(path, "ada")) {
      String id = silent.whoAmI().getString("client_id");

      clock.pass(Duration.ofSeconds(6));

      await().until(() -> client(get("/api/clients", "admin"), id).getBoolean("stale"));
      assertThat(server.http().metric("connections_stale")).isEqualTo(1);

      silent.whoAmI();
      assertThat(client(get("/api/clients", "admin"), id).getBoolean("stale")).isFalse();

      clock.pass(Duration.ofSeconds(11));
      Frame close = silent.closed();
      assertThat(close.closeCode()).isEqualTo(4000);
      assertThat(close.text()).isEqualTo("Heartbeat timeout");
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void answersEveryKindOfPing(String path) throws IOException {
    try (Talker talker = connect(path, "ada")) {
      talker.say("ping");
      talker.socket().readText("pong");
      JsonObject pong = talker.request(new JsonObject().put("type", "ping"));
      assertThat(pong.getString("type")).isEqualTo("pong");

      talker.socket().write(RawSocket.frame(0x89, new byte[] {1, 2, 3}));
      Frame frame = talker.socket().read();
      while (frame.opcode() != 10) {
        frame = talker.socket().read();
      }
      assertThat(frame.text()).isEqualTo("\1\2\3");
    }
  }

  /** Ten seconds of far too much, each of which counts once. */
  private void ban(String address, String user) throws IOException {
    try (Talker offender = attempt(address, user)) {
      for (int second = 0; second < 10; second++) {
        var flood = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
          flood.writeBytes(offender.frame(new JsonObject().put("type", "ping")));
        }
        offender.socket().write(flood.toByteArray());
        offender.error();
        clock.pass(Duration.ofSeconds(1));
      }
      assertThat(offender.closed().closeCode()).isEqualTo(1008);
    }
  }

  private Talker connect(String path, String user, String... scopes) throws IOException {
    return Talker.connect(server.port(), path, "Authorization: " + bearer(user, scopes));
  }

  private Talker attempt(String address, String user) throws IOException {
    return Talker.attempt(address, server.port(), "/ws", "Authorization: " + bearer(user));
  }

  private HttpResponse<String> send(String method, String path, String scope) {
    return server.http().send(method, path, "Authorization", bearer("root", scope));
  }

  private JsonObject get(String path, String scope) {
    return new JsonObject(send("GET", path, scope).body());
  }

  private String bearer(String user, String... scopes) {
    return "Bearer " + signed.token(user, 3_600, scopes);
  }

  private static List<String> names(JsonObject page) {
    JsonArray clients = page.getJsonArray("clients");
    return clients.stream().map(each -> ((JsonObject) each).getString("user")).toList();
  }

  private static JsonObject client(JsonObject page, String id) {
    return page.getJsonArray("clients").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }
}
