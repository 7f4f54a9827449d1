package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Signed;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.MovedClock;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** How much may be sent, what follows when it is more, and whom it leaves alone. */
class LimitsIT {

  private static final String GRAPH = "/ws/graph";
  private static final String HOME = "127.0.0.1";
  private static final JsonObject PING = new JsonObject().put("type", "ping");
  private static final JsonObject VOICE =
      new JsonObject().put("type", "voice_start").put("agentId", 1);
  private static final JsonObject BAD_TOKEN =
      new JsonObject().put("type", "authenticate").put("token", "x");

  @TempDir private Path folder;

  private final MovedClock clock = MovedClock.standing();
  private final Signed signed = new Signed(clock);
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            Signed.auth(AuthMode.OPTIONAL)
                + """
                limits.rates.messages: {per_minute: 60, burst: 5}
                limits.rates.positions: {per_minute: 60, burst: 5}
                limits.rates.dragging: {per_minute: 60, burst: 20}
                limits.rates.voice: {per_minute: 60, burst: 5}
                limits.rates.authentication: {per_minute: 60, burst: 5}
                """,
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/ws/graph, false",
    "/api/v1/ws/dev, false",
    "/, false",
    "/ws, false",
    "/api/v1/ws/dev, true",
    "/, true",
    "/ws, true"
  })
  void answersAMessagePastItsRateInTheWordsOfTheDialect(String path, boolean packed)
      throws IOException {
    try (Talker talker =
        packed
            ? Talker.connect(server.port(), path, "Sec-WebSocket-Protocol: starling.msgpack")
            : Talker.connect(server.port(), path)) {
      send(talker, PING, 6);

      JsonObject error = talker.error();

      JsonObject body = path.equals("/") ? error.getJsonObject("data") : error;
      assertThat(body.getString("code"))
          .isEqualTo(path.equals("/") ? "RATE_LIMIT" : "RATE_LIMIT_EXCEEDED");
      JsonObject details = body.getJsonObject(path.equals("/") ? "context" : "details");
      assertThat(details)
          .isEqualTo(
              new JsonObject()
                  .put("limit", 60)
                  .put("window", "1m")
                  .put("retry_after", 1)
                  .put("violations", 1));
      assertThat(body.getString("category")).isEqualTo("rate_limit");
      assertThat(body.getBoolean("retryable")).isTrue();
      assertThat(body.getInteger("retryAfter")).isEqualTo(1_000);
      assertThat(pongs(talker)).isEqualTo(5);
      assertThat(server.http().metric("over_rate_total{kind=\"messages\"}")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void countsWordsOfVoiceAndFailedProofsForThemselves(String path) throws IOException {
    try (Talker talker = Talker.connect(server.port(), path)) {
      send(talker, VOICE, 6);
      assertThat(limitCode(talker)).isEqualTo(60);
      assertThat(server.http().metric("over_rate_total{kind=\"voice\"}")).isEqualTo(1);

      clock.pass(Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        assertThat(Talker.code(talker.request(BAD_TOKEN))).isEqualTo("INVALID_TOKEN");
        clock.pass(Duration.ofMillis(200));
      }
      assertThat(server.http().metric("over_rate_total{kind=\"authentication\"}")).isZero();
      assertThat(server.http().metric("over_rate_total{kind=\"messages\"}")).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void looksAtNoMoreProofsThanMayFail(String path) throws IOException {
    try (Served strict =
            Served.folder(
                folder,
                Signed.auth(AuthMode.OPTIONAL)
                    + "limits.rates.authentication: {per_minute: 1, burst: 2}",
                clock);
        Talker talker = Talker.connect(strict.port(), path)) {
      assertThat(Talker.code(talker.request(BAD_TOKEN))).isEqualTo("INVALID_TOKEN");
      assertThat(Talker.code(talker.request(BAD_TOKEN))).isEqualTo("INVALID_TOKEN");

      talker.say(
          new JsonObject().put("type", "authenticate").put("token", signed.token("ada", 60)));

      assertThat(limitCode(talker)).isEqualTo(1);
      assertThat(talker.whoAmI().getString("user")).isEqualTo("anonymous");
      clock.pass(Duration.ofSeconds(61));
      assertThat(talker.authenticate(signed.token("ada", 60)).getString("user")).isEqualTo("ada");
    }
  }

  @Test
  void countsPositionsForThemselvesAndMoreOfThemWhileAUserDrags() throws IOException {
    try (Talker still = Talker.connect(server.port(), GRAPH);
        Talker dragging = Talker.connect(server.port(), GRAPH)) {
      drag(still, 6);
      assertThat(limitCode(still)).isEqualTo(60);
      assertThat(server.http().metric("over_rate_total{kind=\"positions\"}")).isEqualTo(1);

      interact(dragging, true);
      drag(dragging, 20);
      interact(dragging, false);
      assertThat(codes(dragging)).isEmpty();
      assertThat(server.http().metric("over_rate_total{kind=\"positions\"}")).isEqualTo(1);

      clock.pass(Duration.ofMillis(900)); // still within the second behind the drag
      drag(dragging, 1);
      assertThat(Talker.code(dragging.error())).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(server.http().metric("over_rate_total{kind=\"dragging\"}")).isEqualTo(1);

      clock.pass(Duration.ofMillis(1_100));
      drag(dragging, 6);
      dragging.error();
      assertThat(server.http().metric("over_rate_total{kind=\"positions\"}")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void warnsOnceASecondAndBansAtTheTenthTime(String path) throws IOException {
    String address = "127.0.0.2";
    try (Talker offender = Talker.from(address, server.port(), path);
        Talker neighbour = Talker.from(address, server.port(), path)) {
      for (int second = 1; second <= 10; second++) {
        send(offender, PING, 20);
        assertThat(violations(offender.error())).isEqualTo(second);
        clock.pass(Duration.ofSeconds(1));
      }

      Frame close = offender.closed();

      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.text()).isEqualTo("Banned, retry_after=600");
      assertThat(offender.heard()).filteredOn(each -> Talker.code(each) != null).hasSize(10);
      assertThat(neighbour.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(server.http().metric("banned_total")).isEqualTo(1);
    }
    assertRefused(address, path, 599);
    assertThat(server.http().metric("ban_refused_total")).isEqualTo(1);
    assertThat(status(HOME, path)).isEqualTo(101);
    assertThat(status(address, path, "Authorization: Bearer " + signed.token("ada", 60)))
        .isEqualTo(101);

    clock.setWall(Duration.ofHours(1));
    assertThat(status(address, path)).isEqualTo(429);
    clock.setWall(Duration.ofHours(-2));
    assertThat(status(address, path)).isEqualTo(429);

    clock.pass(Duration.ofSeconds(590));
    assertRefused(address, path, 9);
    clock.pass(Duration.ofSeconds(9));
    assertThat(status(address, path)).isEqualTo(101);
  }

  @Test
  void countsAnOffenderOverAllItsConnectionsAndForTenMinutes() throws IOException {
    try (Talker one = Talker.from("127.0.0.3", server.port(), "/ws");
        Talker other = Talker.from("127.0.0.3", server.port(), GRAPH)) {
      send(one, PING, 6);
      assertThat(violations(one.error())).isEqualTo(1);
      send(other, PING, 6);
      assertThat(violations(other.error())).isEqualTo(2);

      for (int part = 0; part < 6; part++) {
        clock.pass(Duration.ofSeconds(100));
        one.socket().write(RawSocket.frame(0x8A, new byte[0]));
        other.socket().write(RawSocket.frame(0x8A, new byte[0]));
        server.http().get("/health/live");
      }
      clock.pass(Duration.ofSeconds(1));
      send(one, PING, 6);

      assertThat(violations(one.error())).isEqualTo(1);
    }
  }

  @Test
  void givesAnAddressTenTimesAsMuch() throws IOException {
    List<Talker> crowd = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      crowd.add(Talker.from("127.0.0.4", server.port(), "/ws"));
    }
    for (Talker each : crowd.subList(0, 10)) {
      send(each, PING, 5);
      while (pongs(each) < 5) {
        each.hear(message -> "pong".equals(message.getString("type")));
      }
    }

    send(crowd.getLast(), PING, 1);
    JsonObject error = crowd.getLast().error();

    assertThat(error.getJsonObject("details").getInteger("limit")).isEqualTo(600);
    try (Talker elsewhere = Talker.from("127.0.0.5", server.port(), "/ws")) {
      assertThat(elsewhere.whoAmI().getString("user")).isEqualTo("anonymous");
    }
    for (Talker each : crowd) {
      each.close();
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void looksAtNoTokensOfAnAddressOfWhichTooManyFailed(String path) throws IOException {
    String address = "127.0.0.6";
    String good = "Authorization: Bearer " + signed.token("ada", 600);
    for (int i = 0; i < 50; i++) {
      assertThat(status(address, path, "Authorization: Bearer x")).isEqualTo(401);
    }

    try (Talker refused = Talker.attempt(address, server.port(), path, good)) {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
    }
    assertThat(status(address, path)).isEqualTo(101);
    assertThat(status(HOME, path, good)).isEqualTo(101);

    clock.pass(Duration.ofSeconds(1));
    assertThat(status(address, path, good)).isEqualTo(101);
  }

  @Test
  void takesSignsOfLifeForNothing() throws IOException {
    try (Talker talker = Talker.connect(server.port(), GRAPH)) {
      send(talker, new JsonObject().put("type", "heartbeat"), 200);
      var binary = new ByteArrayOutputStream();
      byte[] heartbeat = {0x33, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0};
      byte[] ack = new byte[24];
      ack[0] = 0x34;
      ack[1] = 2;
      ack[2] = 20;
      for (int i = 0; i < 200; i++) {
        binary.writeBytes(RawSocket.binary(heartbeat));
        binary.writeBytes(RawSocket.binary(ack));
        binary.writeBytes(RawSocket.frame(0x8A, new byte[0]));
      }
      talker.socket().write(binary.toByteArray());

      assertThat(talker.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(codes(talker)).isEmpty();
    }
  }

  private static void send(Talker talker, JsonObject message, int times) throws IOException {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(talker.frame(message));
    }
    talker.socket().write(all.toByteArray());
  }

  private static void drag(Talker talker, int times) throws IOException {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(RawSocket.binary(GraphClient.Bytes.positions(2, new Place(1, i, 0, 0))));
    }
    talker.socket().write(all.toByteArray());
  }

  private static void interact(Talker talker, boolean on) throws IOException {
    byte bits = (byte) (on ? GraphClient.INTERACTING : 0);
    talker.socket().write(RawSocket.binary(new byte[] {0x30, 2, 1, 0, bits}));
  }

  /** The limit that the next error names. */
  private static int limitCode(Talker talker) throws IOException {
    JsonObject error = talker.hear(each -> String.valueOf(Talker.code(each)).contains("RATE"));
    return details(error).getInteger("limit");
  }

  private static int violations(JsonObject error) {
    return details(error).getInteger("violations");
  }

  private static JsonObject details(JsonObject error) {
    return error.containsKey("data")
        ? error.getJsonObject("data").getJsonObject("context")
        : error.getJsonObject("details");
  }

  private static long pongs(Talker talker) {
    return talker.heard().stream().filter(each -> "pong".equals(each.getString("type"))).count();
  }

  private static List<String> codes(Talker talker) {
    return talker.heard().stream().map(Talker::code).filter(code -> code != null).toList();
  }

  private int status(String address, String path, String... headers) throws IOException {
    try (Talker talker = Talker.attempt(address, server.port(), path, headers)) {
      return talker.status();
    }
  }

  private void assertRefused(String address, String path, int seconds) throws IOException {
    try (Talker refused = Talker.attempt(address, server.port(), path)) {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After"))))
          .isBetween(seconds - 5, seconds);
    }
  }
}
