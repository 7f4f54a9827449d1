package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import io.starling.server.app.Served;
import io.starling.server.testing.MovedClock;
import io.starling.server.testing.Pages;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in where by which credential, as whom: chapter 4's table, case by case. */
class AdmissionIT {

  @TempDir private static Path folder;

  private static final MovedClock CLOCK = new MovedClock();
  private static final long START = CLOCK.epochSecond(0);
  private static final Map<AuthMode, Served> SERVERS = new EnumMap<>(AuthMode.class);

  private static int signed;

  /** What a path asks for. */
  enum Asks {
    NEVER,
    ALWAYS,
    BY_MODE,
    BY_MODE_LATER
  }

  private static final Map<String, Asks> PATHS =
      new TreeMap<>(
          Map.of(
              "/ws/graph", Asks.BY_MODE_LATER,
              "/ws", Asks.BY_MODE_LATER,
              "/", Asks.BY_MODE,
              "/api/v1/ws/dev", Asks.BY_MODE,
              "/events", Asks.BY_MODE,
              "/api/v1/ws", Asks.ALWAYS,
              "/api/v1/ws/demo", Asks.NEVER,
              "/ws/demo", Asks.NEVER));

  /** What is shown. */
  enum Shown {
    NONE,
    AUTHORIZATION,
    QUERY,
    BEARER,
    LONE,
    NOSTR,
    BAD,
    BAD_QUERY,
    BAD_BEARER,
    BEARER_OF_NOTHING,
    EXPIRED,
    TWO;

    boolean isGood() {
      return switch (this) {
        case AUTHORIZATION, QUERY, BEARER, LONE, NOSTR -> true;
        default -> false;
      };
    }
  }

  record Case(AuthMode mode, String path, Asks asks, Shown shown) {}

  @BeforeAll
  static void serve() throws IOException {
    Pages.ring(folder, 2);
    for (AuthMode mode : AuthMode.values()) {
      SERVERS.put(
          mode,
          Served.folder(
              folder,
              """
              auth:
                mode: %s
                jwt: {secret: "%s", issuer: "%s"}
                nostr.users: [{name: ada, pubkey: %s, scopes: [publish]}]
              events.endpoint: /events
              limits.rates.authentication: {per_minute: 1000, burst: 1000}
              """
                  .formatted(
                      mode.name().toLowerCase(Locale.ROOT),
                      Tokens.SECRET,
                      Tokens.ISSUER,
                      NostrEvents.pubkey(NostrEvents.ADA)),
              CLOCK));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(Served::close);
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (AuthMode mode : AuthMode.values()) {
      PATHS.forEach(
          (path, asks) -> {
            for (Shown shown : Shown.values()) {
              cases.add(new Case(mode, path, asks, shown));
            }
          });
    }
    assertThat(cases).hasSize(288);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAsTheTableSays(Case each) throws IOException, JOSEException {
    Asks asks = each.asks();
    Served server = Objects.requireNonNull(SERVERS.get(each.mode()));
    try (Talker talker = attempt(server.port(), each)) {
      assertThat(talker.status()).isEqualTo(status(each, asks));

      switch (talker.status()) {
        case 101 -> {
          assertThat(talker.header("Sec-WebSocket-Protocol")).isEqualTo(echo(each.shown()));
          JsonObject me = talker.whoAmI();
          if (mustAuthenticate(each, asks)) {
            assertThat(Talker.code(me)).isEqualTo("AUTHENTICATION_REQUIRED");
          } else {
            assertThat(me.getString("user")).isEqualTo(user(each, asks));
            assertThat(me.getJsonArray("scopes")).isEqualTo(scopes(each, asks));
          }
        }
        case 401 -> assertThat(talker.header("WWW-Authenticate")).isEqualTo("Bearer");
        default -> assertThat(talker.header("Sec-WebSocket-Accept")).isNull();
      }
    }
  }

  private static int status(Case each, Asks asks) {
    if (asks == Asks.NEVER) {
      return each.mode() == AuthMode.REQUIRED ? 404 : 101;
    }
    if (each.mode() == AuthMode.DEMO) {
      return 101;
    }
    if (each.shown() == Shown.NONE) {
      boolean mustBeKnown =
          asks == Asks.ALWAYS || (asks == Asks.BY_MODE && each.mode() == AuthMode.REQUIRED);
      return mustBeKnown ? 401 : 101;
    }
    return each.shown().isGood() ? 101 : 401;
  }

  private static boolean mustAuthenticate(Case each, Asks asks) {
    return each.mode() == AuthMode.REQUIRED
        && asks == Asks.BY_MODE_LATER
        && each.shown() == Shown.NONE;
  }

  private static String user(Case each, Asks asks) {
    if (nobodyIsAsked(each, asks) || each.shown() == Shown.NONE) {
      return "anonymous";
    }
    return each.shown() == Shown.NOSTR ? NostrEvents.pubkey(NostrEvents.ADA) : "ada";
  }

  private static JsonArray scopes(Case each, Asks asks) {
    if (nobodyIsAsked(each, asks)) {
      return new JsonArray();
    }
    if (each.shown() == Shown.NONE) {
      var all = new JsonArray();
      for (Scope scope : Scope.values()) {
        all.add(scope.wireName());
      }
      return all; // on loopback it is the machine's owner
    }
    return new JsonArray().add(each.shown() == Shown.NOSTR ? "publish" : "voice");
  }

  private static boolean nobodyIsAsked(Case each, Asks asks) {
    return asks == Asks.NEVER || each.mode() == AuthMode.DEMO;
  }

  private static @Nullable String echo(Shown shown) throws JOSEException {
    return switch (shown) {
      case BEARER, BAD_BEARER -> "bearer";
      case LONE -> token(600);
      default -> null;
    };
  }

  private static Talker attempt(int port, Case each) throws IOException, JOSEException {
    String path = each.path();
    String protocol = "Sec-WebSocket-Protocol: ";
    String query = path + "?token=";
    return switch (each.shown()) {
      case NONE -> attempt(port, path);
      case AUTHORIZATION -> attempt(port, path, "Authorization: Bearer " + token(600));
      case QUERY -> attempt(port, query + token(600));
      case BEARER -> attempt(port, path, protocol + "bearer, " + token(600));
      case LONE -> attempt(port, path, protocol + token(600));
      case NOSTR -> attempt(port, path, "Authorization: Nostr " + nip98(port, path));
      case BAD -> attempt(port, path, "Authorization: Bearer " + forged());
      case BAD_QUERY -> attempt(port, query + "x");
      case BAD_BEARER -> attempt(port, path, protocol + "bearer, " + forged());
      case BEARER_OF_NOTHING -> attempt(port, path, protocol + "bearer");
      case EXPIRED -> attempt(port, path, "Authorization: Bearer " + token(-31));
      case TWO -> attempt(port, query + token(600), "Authorization: Bearer " + token(601));
    };
  }

  private static Talker attempt(int port, String path, String... headers) throws IOException {
    return Talker.attempt("127.0.0.1", port, path, headers);
  }

  private static String token(long seconds) throws JOSEException {
    return Tokens.compact(
        Tokens.header("HS256", "secret"),
        new JsonObject()
            .put("iss", Tokens.ISSUER)
            .put("sub", "ada")
            .put("exp", START + seconds)
            .put("scopes", new JsonArray().add("voice"))
            .encode(),
        Tokens.hs(Tokens.SECRET, JWSAlgorithm.HS256));
  }

  private static String forged() throws JOSEException {
    String good = token(600);
    return good.substring(0, good.length() - 4) + "AAAA";
  }

  private static String nip98(int port, String path) {
    return NostrEvents.base64(
        NostrEvents.json(
            NostrEvents.sign(
                NostrEvents.ADA,
                CLOCK.epochSecond(0),
                27_235,
                List.of(
                    NostrEvents.tag("u", "http://127.0.0.1:" + port + path),
                    NostrEvents.tag("method", "GET")),
                "each is used once: " + signed++)));
  }
}
