package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.MovedClock;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a live connection is, for how long, and what follows from it. */
class IdentityIT {

  private static final String MESSAGE_PACK = "Sec-WebSocket-Protocol: starling.msgpack";

  @TempDir private Path folder;

  private final MovedClock clock = new MovedClock();
  private final Signed signed = new Signed(clock);
  private Served optional;
  private Served required;

  @BeforeEach
  void serve() throws IOException {
    Pages.ring(folder, 3);
    optional = Served.folder(folder, Signed.auth(AuthMode.OPTIONAL), clock);
    required =
        Served.folder(
            folder, Signed.auth(AuthMode.REQUIRED) + "limits.connections.per_user: 1", clock);
  }

  @AfterEach
  void stop() {
    optional.close();
    required.close();
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
  void isProvedByATokenInEveryDialect(String path, boolean packed) throws IOException {
    try (Talker talker =
        packed
            ? Talker.connect(optional.port(), path, MESSAGE_PACK)
            : Talker.connect(optional.port(), path)) {
      assertThat(talker.whoAmI().getString("user")).isEqualTo("anonymous");

      JsonObject answer = talker.authenticate(signed.token("ada", 60, "voice"));

      assertThat(answer.getString("type")).isEqualTo("authenticated");
      assertThat(answer.getString("user")).isEqualTo("ada");
      JsonObject me = talker.whoAmI();
      assertThat(me.getString("user")).isEqualTo("ada");
      assertThat(me.getBoolean("anonymous")).isFalse();
      assertThat(me.getJsonArray("scopes")).containsExactly("voice");
      assertThat(me.getLong("expires")).isBetween(clock.millis() + 80_000, clock.millis() + 91_000);
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void isProvedByAKeyThatSignsTheChallenge(String path) throws IOException {
    String relay = "ws://127.0.0.1:" + optional.port() + path;
    try (Talker talker = Talker.connect(optional.port(), path);
        Talker other = Talker.connect(optional.port(), path)) {
      String login = signed.login(relay, talker.whoAmI().getString("challenge"));
      assertThat(Talker.code(other.authenticate(login))).isEqualTo("INVALID_TOKEN");

      JsonObject answer = talker.authenticate(login);

      assertThat(answer.getString("user")).isEqualTo(Signed.nostrUser());
      assertThat(Talker.code(talker.authenticate(login))).isEqualTo("INVALID_TOKEN");
      assertThat(talker.whoAmI().getString("user")).isEqualTo(Signed.nostrUser());
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void goesOnUnprovedWhereThatIsOptional(String path) throws IOException {
    try (Talker talker = Talker.connect(optional.port(), path)) {
      JsonObject answer = talker.authenticate(signed.token("ada", -31));

      assertThat(Talker.code(answer)).isEqualTo("TOKEN_EXPIRED");
      assertThat(answer.getJsonObject("data", answer).getString("category")).isEqualTo("auth");
      assertThat(talker.whoAmI().getString("user")).isEqualTo("anonymous");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/graph", "/ws"})
  void isAskedForFirstWhereItIsRequired(String path) throws IOException {
    try (Talker talker = Talker.connect(required.port(), path)) {
      assertThat(Talker.code(talker.whoAmI())).isEqualTo("AUTHENTICATION_REQUIRED");
      assertThat(Talker.code(talker.subscribe("agents"))).isEqualTo("AUTHENTICATION_REQUIRED");
      assertThat(Talker.code(talker.request(new JsonObject().put("type", "filter_update"))))
          .isEqualTo("AUTHENTICATION_REQUIRED");
      assertThat(Talker.code(talker.request(new JsonObject().put("type", "ping"))))
          .isEqualTo("AUTHENTICATION_REQUIRED");

      clock.pass(Duration.ofSeconds(11));

      Frame close = talker.closed();
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.text()).isEqualTo("Authentication required");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/graph", "/ws"})
  void staysOnceItIsProved(String path) throws IOException {
    try (Talker talker = Talker.connect(required.port(), path);
        Talker silent = Talker.connect(required.port(), path)) {
      assertThat(talker.authenticate(signed.token("ada", 600)).getString("user")).isEqualTo("ada");

      clock.pass(Duration.ofSeconds(20));

      assertThat(silent.closed().closeCode()).isEqualTo(1008);
      assertThat(talker.whoAmI().getString("user")).isEqualTo("ada");
    }
  }

  @Test
  void hearsNoBroadcastBeforeItIsProved() throws IOException {
    try (Talker stranger = Talker.connect(required.port(), "/ws");
        Talker known = Talker.connect(required.port(), "/ws", bearer("ada", 600, "publish"))) {
      known.ask("command", "broadcast", new JsonObject().put("data", "for members only"));
      known.hear(message -> "broadcast".equals(message.getString("type")));

      stranger.whoAmI();

      assertThat(stranger.heard()).noneMatch(message -> message.encode().contains("members"));
    }
  }

  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void endsWithItsToken(String path) throws IOException {
    try (Talker talker = Talker.connect(required.port(), path, bearer("ada", 60))) {
      clock.pass(Duration.ofSeconds(89));
      assertThat(talker.whoAmI().getString("user")).isEqualTo("ada");
      assertThat(talker.heard()).noneMatch(message -> Talker.code(message) != null);

      clock.pass(Duration.ofSeconds(2));
      assertThat(Talker.code(talker.error())).isEqualTo("TOKEN_EXPIRED");
      talker.whoAmI();

      clock.pass(Duration.ofSeconds(31));
      Frame close = talker.closed();
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.text()).isEqualTo("Token expired");
    }
  }

  /** The one connection that this user may have stays, too. */
  @ParameterizedTest
  @FieldSource("io.starling.server.testing.Talker#DIALECTS")
  void isProvedAnewWithoutAnotherConnection(String path) throws IOException {
    try (Talker talker = Talker.connect(required.port(), path, bearer("ada", 60))) {
      clock.pass(Duration.ofSeconds(91));
      assertThat(Talker.code(talker.error())).isEqualTo("TOKEN_EXPIRED");

      assertThat(talker.authenticate(signed.token("ada", 3_600)).getString("user"))
          .isEqualTo("ada");

      clock.pass(Duration.ofSeconds(60));
      assertThat(talker.whoAmI().getLong("expires")).isGreaterThan(clock.millis() + 3_000_000);
      assertThat(talker.heard()).filteredOn(message -> Talker.code(message) != null).hasSize(1);
    }
  }

  @Test
  void lastsForTheLeewayOfATokenThatIsTakenLate() throws IOException {
    try (Talker talker = Talker.connect(required.port(), "/ws", bearer("ada", -20))) {
      assertThat(talker.whoAmI().getString("user")).isEqualTo("ada");
      clock.pass(Duration.ofSeconds(7));
      assertThat(talker.whoAmI().getString("user")).isEqualTo("ada");
      assertThat(talker.heard()).noneMatch(message -> Talker.code(message) != null);

      clock.pass(Duration.ofSeconds(5));

      assertThat(Talker.code(talker.error())).isEqualTo("TOKEN_EXPIRED");
    }
  }

  @Test
  void followsTheWallClockAndNothingElseDoes() throws IOException {
    try (Talker known = Talker.connect(optional.port(), "/ws", bearer("ada", 600));
        Talker nobody = Talker.connect(optional.port(), "/ws");
        Talker stranger = Talker.connect(required.port(), "/ws")) {
      clock.setWall(Duration.ofHours(-1));
      assertThat(known.whoAmI().getString("user")).isEqualTo("ada");
      assertThat(nobody.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(Talker.code(stranger.whoAmI())).isEqualTo("AUTHENTICATION_REQUIRED");

      clock.setWall(Duration.ofHours(2));

      assertThat(Talker.code(known.error())).isEqualTo("TOKEN_EXPIRED");
      assertThat(nobody.whoAmI().getString("user")).isEqualTo("anonymous");
      assertThat(Talker.code(stranger.whoAmI())).isEqualTo("AUTHENTICATION_REQUIRED");
      assertThat(optional.http().metric("connections_stale")).isZero();
    }
  }

  @Test
  void decidesWhatMayBeDone() throws IOException {
    String token = signed.token("ada", 600, Signed.rights("agents.*", "subscribe"));
    try (Talker talker =
        Talker.connect(required.port(), "/ws/graph", "Authorization: Bearer " + token)) {
      assertThat(Talker.code(talker.subscribe("agents.notes"))).isNull();
      assertThat(Talker.code(talker.subscribe("agents.notes", "system"))).isEqualTo("FORBIDDEN");
      assertThat(Talker.code(talker.subscribe("position_update"))).isEqualTo("FORBIDDEN");
      assertThat(Talker.code(talker.request(new JsonObject().put("type", "filter_update"))))
          .isEqualTo("FORBIDDEN");
      assertThat(Talker.code(publish(talker, "agents.notes"))).isEqualTo("FORBIDDEN");
      assertThat(Talker.code(talker.ask("command", "broadcast", new JsonObject().put("data", 1))))
          .isEqualTo("FORBIDDEN");
      assertThat(Talker.code(talker.ask("query", "clients.list", new JsonObject())))
          .isEqualTo("FORBIDDEN");

      talker.socket().write(drag(0));
      assertThat(Talker.code(talker.error())).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void takesAwayWhatTheNextOneMayNotHave() throws IOException {
    try (Talker talker = Talker.connect(optional.port(), "/ws/graph");
        Talker publisher = Talker.connect(optional.port(), "/ws");
        GraphClient other = optional.client()) {
      assertThat(Talker.code(talker.subscribe("admin.news", "agents.notes", "graph_update")))
          .isNull();
      talker.socket().write(drag(1));

      String token = signed.token("ada", 600, Signed.rights("agents.*", "subscribe"));
      talker.authenticate(token);
      JsonObject ended = talker.hear(message -> "unsubscribed".equals(message.getString("type")));

      assertThat(ended.getJsonArray("events"))
          .containsExactlyInAnyOrder("admin.news", "graph_update");
      publish(publisher, "admin.news");
      publish(publisher, "agents.notes");
      talker.hear(message -> "agents.notes".equals(message.getString("channel")));
      assertThat(talker.heard())
          .noneMatch(message -> "admin.news".equals(message.getString("channel")));
      // Nobody holds the node any more, so nobody is told that somebody else took it.
      other.drag(new Place(1, 3, 3, 3));
      other.untilNow();
      talker.whoAmI();
      assertThat(talker.heard())
          .noneMatch(message -> "drag_taken".equals(message.getString("type")));
    }
  }

  @Test
  void givesPatternsWhatTheNextOneMayHave() throws IOException {
    String guest = signed.token("ada", 600, Signed.rights("agents.*", "subscribe"));
    try (Talker talker = Talker.connect(optional.port(), "/ws", "Authorization: Bearer " + guest);
        Talker publisher = Talker.connect(optional.port(), "/ws")) {
      publish(publisher, "admin.news");
      assertThat(Talker.code(talker.subscribe("**"))).isNull();

      talker.authenticate(signed.token("root", 600, "admin"));
      talker.whoAmI();
      publish(publisher, "admin.news");

      talker.hear(message -> "admin.news".equals(message.getString("channel")));
    }
  }

  /** In one segment, so that the subscription comes before anybody knows who it is. */
  @Test
  void isDecidedBeforeWhatFollowsIt() throws IOException {
    try (Talker talker = Talker.connect(required.port(), "/ws")) {
      var all = new ByteArrayOutputStream();
      all.writeBytes(
          talker.frame(
              new JsonObject()
                  .put("type", "authenticate")
                  .put("token", signed.token("root", 600, "admin"))));
      all.writeBytes(
          talker.frame(
              new JsonObject()
                  .put("type", "subscribe")
                  .put("channels", new JsonArray().add("admin.news"))
                  .put("id", "s")));
      talker.socket().write(all.toByteArray());

      assertThat(Talker.code(talker.hear(message -> "s".equals(message.getString("id"))))).isNull();
      assertThat(talker.heard())
          .extracting(message -> message.getString("type"))
          .contains("authenticated");
    }
  }

  private JsonObject publish(Talker talker, String channel) throws IOException {
    return talker.ask(
        "command", "publish", new JsonObject().put("channel", channel).put("data", "x"));
  }

  private String bearer(String user, long seconds, String... scopes) {
    return "Authorization: Bearer " + signed.token(user, seconds, scopes);
  }

  private static byte[] drag(int node) {
    return RawSocket.binary(GraphClient.Bytes.positions(2, new Place(node, 1, 2, 3)));
  }
}
