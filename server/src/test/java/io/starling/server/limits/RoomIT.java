package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How many there may be, how large what they send may be, and what those cost who only wait. */
class RoomIT {

  private static final int SLOW = 40;
  private static final String PADDING = "x".repeat(10_000);

  @TempDir private Path folder;

  private final MovedClock clock = new MovedClock();
  private final Signed signed = new Signed(clock);

  @BeforeEach
  void write() throws IOException {
    Pages.ring(folder, 3);
  }

  @Test
  void isForSoManyConnectionsOfAnAddressAndInAll() throws IOException {
    try (Served server = served("limits.connections: {per_address: 2, total: 3}");
        Talker one = Talker.from("127.0.0.1", server.port(), "/ws");
        Talker two = Talker.from("127.0.0.1", server.port(), "/ws/graph");
        Talker three = Talker.attempt("127.0.0.1", server.port(), "/");
        Talker other = Talker.from("127.0.0.2", server.port(), "/");
        Talker last = Talker.attempt("127.0.0.3", server.port(), "/ws")) {
      assertThat(three.status()).isEqualTo(429);
      assertThat(last.status()).isEqualTo(503);
      assertThat(server.http().metric("connections_refused_total{bound=\"address\"}")).isEqualTo(1);
      assertThat(server.http().metric("connections_refused_total{bound=\"all\"}")).isEqualTo(1);

      two.socket().endOutput();

      await().until(() -> isTaken("127.0.0.1", server));
      assertThat(one.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(other.whoAmI().getString("user")).isEqualTo("anonymous");
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void isForSoManyConnectionsOfAUserAndForAnyNumberOfNobody(String path) throws IOException {
    try (Served server = served("limits.connections.per_user: 1");
        Talker first = Talker.connect(server.port(), path, bearer("ada"));
        Talker second = Talker.connect(server.port(), path, bearer("ada"));
        Talker third = Talker.connect(server.port(), path);
        Talker fourth = Talker.connect(server.port(), path)) {
      assertFull(second);
      third.say(
          new JsonObject().put("type", "authenticate").put("token", signed.token("ada", 600)));
      assertFull(third);
      assertThat(fourth.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(server.http().metric("connections_refused_total{bound=\"user\"}")).isEqualTo(2);

      // Whoever becomes somebody else frees the place.
      assertThat(first.authenticate(signed.token("eve", 600)).getString("user")).isEqualTo("eve");
      assertThat(fourth.authenticate(signed.token("ada", 600)).getString("user")).isEqualTo("ada");
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void isForSoManySubscriptionsOfAConnection(String path) throws IOException {
    try (Served server = served("limits.subscriptions: 5");
        Talker talker = Talker.connect(server.port(), path)) {
      int before = path.equals("/") ? 2 : 0;
      assertThat(Talker.code(talker.subscribe("a", "graph_update", "b.*"))).isNull();

      JsonObject refused = talker.subscribe("c", "d", "e", "f");
      String code = path.equals("/") ? "RATE_LIMIT" : "SUBSCRIPTION_LIMIT";
      assertThat(Talker.code(refused)).isEqualTo(code);
      // Nothing of it is subscribed to, so there is room for less.
      if (before == 0) {
        assertThat(Talker.code(talker.subscribe("c", "d"))).isNull();
      }
      assertThat(Talker.code(talker.subscribe("g"))).isEqualTo(code);
      assertThat(Talker.code(talker.subscribe("a"))).isNull();
    }
  }

  @Test
  void countsAPatternOnce() throws IOException {
    try (Served server = served("limits.subscriptions: 2");
        Talker publisher = Talker.connect(server.port(), "/ws");
        Talker talker = Talker.connect(server.port(), "/ws")) {
      for (String channel : List.of("b.1", "b.2", "b.3")) {
        publisher.ask(
            "command", "publish", new JsonObject().put("channel", channel).put("data", 1));
      }

      assertThat(Talker.code(talker.subscribe("b.*"))).isNull();

      assertThat(Talker.code(talker.subscribe("a"))).isNull();
      assertThat(Talker.code(talker.subscribe("c"))).isEqualTo("SUBSCRIPTION_LIMIT");
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void isForMessagesOfTheSizeThatIsConfigured(String path) throws IOException {
    try (Served server = served("limits.message_size: 1KiB");
        Talker talker = Talker.connect(server.port(), path)) {
      talker.say("a".repeat(1_024));
      assertThat(Talker.code(talker.error())).isEqualTo("VALIDATION_ERROR");

      talker.say("a".repeat(1_025));

      assertThat(talker.closed().closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void isForPlacesWithinTheBoundsThatAreConfigured() throws IOException {
    try (Served server = served("graph.bounds: 100");
        GraphClient client = server.client()) {
      client.load();
      client.drag(new Place(1, 100, -100, 100));
      client.awaitPlace(new Place(1, 100, -100, 100));

      client.drag(new Place(1, 100.5f, 0, 0));

      JsonObject error = client.next("error");
      assertThat(error.getString("code")).isEqualTo("INVALID_RECORD");
      assertThat(error.getString("message")).contains("±100");
    }
  }

  /** Twice as much is published as may be kept; nobody has read any of it. */
  @Test
  void costsNothingForThoseWhoBeginAndThoseWhoDoNotRead() throws IOException {
    List<RawSocket> slow = new ArrayList<>();
    try (Served server = served("limits.rates.messages: {per_minute: 100000, burst: 10000}");
        Talker publisher = Talker.connect(server.port(), "/ws")) {
      for (int i = 0; i < 200; i++) {
        slow.add(RawSocket.connected(server.port()).write("GET /ws HTTP/1.1\r\nHost: 127"));
      }
      for (int i = 0; i < SLOW; i++) {
        RawSocket reader = RawSocket.upgraded(server.port(), "/ws", 4_096);
        slow.add(reader);
        reader.write(RawSocket.text("{\"type\":\"subscribe\",\"channel\":\"news\"}"));
      }
      await().until(() -> server.http().metric("subscribers") == SLOW);

      for (int i = 0; i < 1_000; i++) {
        publisher.ask(
            "command", "publish", new JsonObject().put("channel", "news").put("data", PADDING));
      }

      // Bytes: 10 MB for each of 40 would be 400 MB; what is kept is the channel's one mebibyte,
      // and what each has not taken of its own.
      assertThat(server.usedMemory()).isLessThan(16 << 20);
    } finally {
      for (RawSocket each : slow) {
        each.close();
      }
    }
  }

  private Served served(String limits) {
    return Served.folder(folder, Signed.auth(AuthMode.OPTIONAL) + limits, clock);
  }

  private String bearer(String user) {
    return "Authorization: Bearer " + signed.token(user, 600);
  }

  private static boolean isTaken(String address, Served server) throws IOException {
    try (Talker talker = Talker.attempt(address, server.port(), "/ws")) {
      return talker.status() == 101;
    }
  }

  private static void assertFull(Talker talker) throws IOException {
    Frame close = talker.closed();
    assertThat(close.closeCode()).isEqualTo(1008);
    assertThat(close.text()).isEqualTo("CONNECTION_LIMIT");
  }
}
