package io.starling.server.auth;

import static io.starling.server.auth.NostrEvents.ADA;
import static io.starling.server.auth.NostrEvents.CHALLENGE;
import static io.starling.server.auth.NostrEvents.EVE;
import static io.starling.server.auth.NostrEvents.NOW;
import static io.starling.server.auth.NostrEvents.OCCASION;
import static io.starling.server.auth.NostrEvents.SECONDS;
import static io.starling.server.auth.NostrEvents.base64;
import static io.starling.server.auth.NostrEvents.http;
import static io.starling.server.auth.NostrEvents.json;
import static io.starling.server.auth.NostrEvents.login;
import static io.starling.server.auth.NostrEvents.pubkey;
import static io.starling.server.auth.NostrEvents.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NostrVerifierTest {

  private static final Permissions VOICE =
      new Permissions(Set.of(Scope.VOICE), new ChannelRules.Usual());

  private final NostrVerifier verifier = new NostrVerifier(options(null), InstantSource.fixed(NOW));

  static NostrOptions options(@Nullable Permissions others) {
    return new NostrOptions(
        Set.of("wss://graph.example", "starling.example"),
        List.of(new NostrUser(pubkey(ADA), VOICE)),
        others);
  }

  static Verdict verify(NostrVerifier verifier, Credential credential) {
    return switch (credential) {
      case Credential.NostrHttp(var event) -> verifier.verifyHttp(event, OCCASION);
      case Credential.Message(var token, var pubkey) ->
          verifier.verifyMessage(token, pubkey, OCCASION);
      case Credential.Jwt _ -> throw new IllegalArgumentException("no Nostr event");
    };
  }

  static List<BadCase> bad() {
    return BadNostrEvents.all();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(BadCase bad) {
    var verdict = verify(verifier, bad.credential());

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    var refused = (Verdict.Refused) verdict;
    assertThat(refused.reason()).contains(bad.because()).doesNotContain(NostrEvents.CANARY);
    assertThat(refused.code()).isEqualTo(bad.code());
  }

  @Test
  void isTestedWithFortyBadEventsAndMore() {
    assertThat(bad())
        .hasSizeGreaterThanOrEqualTo(40)
        .extracting(BadCase::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void takesALoginAsJson() {
    assertThat(verifier.verifyMessage(json(login()), pubkey(ADA), OCCASION))
        .isEqualTo(new Verdict.Accepted(Principal.known(pubkey(ADA), VOICE), Optional.empty()));
  }

  @Test
  void takesALoginAsBase64WithoutAKeyNamed() {
    assertThat(verifier.verifyMessage(base64(json(login())), null, OCCASION))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://localhost:3001",
        "wss://LOCALHOST",
        "http://127.0.0.1:3001/",
        "https://localhost/ws/graph",
        "wss://graph.example",
        "wss://graph.example:443/ws",
        "ws://starling.example:3001",
      })
  void isKnownAs(String relay) {
    assertThat(verifier.verifyMessage(json(login(relay)), null, OCCASION))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void takesALoginOfTenMinutes(long seconds) {
    var event = login(SECONDS + seconds, login().tags());

    assertThat(verifier.verifyMessage(json(event), null, OCCASION))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NostrEvents.URL,
        "HTTP://LOCALHOST:3001/api/v1/graph?limit=5",
        "ws://localhost:3001/api/v1/graph?limit=5"
      })
  void takesARequestForItsAddress(String url) {
    assertThat(verifier.verifyHttp(base64(json(http(url))), OCCASION))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void knowsTheUsualPorts() {
    var occasion = new Occasion("GET", URI.create("https://graph.example"), null, Set.of());
    var event = http("https://graph.example:443/");

    assertThat(verifier.verifyHttp(base64(json(event)), occasion))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void refusesALoginWhereNothingWasAsked() {
    var occasion = new Occasion("GET", URI.create(NostrEvents.URL), null, Set.of("localhost"));

    assertThat(verifier.verifyMessage(json(login()), null, occasion))
        .isEqualTo(Verdict.invalid("This connection was given no challenge to sign"));
  }

  @Test
  void givesOthersWhatOthersMay() {
    var open = new NostrVerifier(options(Permissions.none()), InstantSource.fixed(NOW));
    var event = NostrEvents.sign(EVE, SECONDS, 22_242, login().tags(), "");

    assertThat(open.verifyMessage(json(event), null, OCCASION))
        .isEqualTo(
            new Verdict.Accepted(
                Principal.known(pubkey(EVE), Permissions.none()), Optional.empty()));
  }

  @Test
  void takesAnEventOnce() {
    var first = verifier.verifyMessage(json(login()), null, OCCASION);
    var again = verifier.verifyMessage(base64(json(login())), null, OCCASION);

    assertThat(first).isInstanceOf(Verdict.Accepted.class);
    assertThat(again)
        .isEqualTo(Verdict.invalid("The Nostr event was used before; each is good once"));
  }

  @Test
  void takesAnEventOnceThoughTwoShowItAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 200; round++) {
        String event = json(login(SECONDS - round, login().tags()));
        var start = new CyclicBarrier(2);
        Callable<Verdict> show =
            () -> {
              start.await();
              return verifier.verifyMessage(event, null, OCCASION);
            };

        var verdicts = new ArrayList<Verdict>();
        for (var each : threads.invokeAll(Collections.nCopies(2, show))) {
          verdicts.add(each.get());
        }

        assertThat(verdicts).filteredOn(Verdict.Accepted.class::isInstance).hasSize(1);
      }
    }
  }

  @Test
  void refusesNewEventsWhenFullAndNeverForgetsOneThatIsGood() {
    var now = new AtomicReference<>(NOW);
    var small = new NostrVerifier(options(null), now::get, 2);
    var first = login(SECONDS + 600, login().tags());
    small.verifyMessage(json(first), null, OCCASION);
    small.verifyMessage(json(login(SECONDS + 1, login().tags())), null, OCCASION);

    var third = small.verifyMessage(json(login(SECONDS + 2, login().tags())), null, OCCASION);
    var again = small.verifyMessage(json(first), null, OCCASION);
    now.set(NOW.plusSeconds(1199));
    var muchLater = small.verifyMessage(json(first), null, OCCASION);

    assertThat(third)
        .isEqualTo(Verdict.unavailable("Too many Nostr events were used; try again in a while"));
    assertThat(again).asString().contains("used before");
    assertThat(muchLater).asString().contains("used before");
  }

  @Test
  void takesNewEventsWhenOldOnesAreTooOldAnyway() {
    var now = new AtomicReference<>(NOW);
    var small = new NostrVerifier(options(null), now::get, 2);
    small.verifyMessage(json(login()), null, OCCASION);
    small.verifyMessage(json(login(SECONDS + 1, login().tags())), null, OCCASION);
    Instant later = NOW.plusSeconds(3600);
    now.set(later);

    var event = login(later.getEpochSecond(), login().tags());

    assertThat(small.verifyMessage(json(event), null, OCCASION))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void doesNotUseUpAnEventThatItRefuses() {
    var occasion = new Occasion("GET", URI.create(NostrEvents.URL), "another", Set.of("localhost"));
    String event = json(login());

    verifier.verifyMessage(event, null, occasion);

    assertThat(verifier.verifyMessage(event, null, OCCASION)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void readsAChallengeOfAnyCharacters() {
    String challenge = "\u2028 \"\\/\b\f\n\r\t é 𝄞 \u007f";
    var occasion = new Occasion("GET", URI.create(NostrEvents.URL), challenge, Set.of("localhost"));
    var event =
        login(SECONDS, List.of(tag("relay", "ws://localhost"), tag("challenge", challenge)));

    assertThat(verifier.verifyMessage(json(event), null, occasion))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(challenge).isNotEqualTo(CHALLENGE);
  }
}
