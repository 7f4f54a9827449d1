package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.auth.HandshakeCredentials.Faulty;
import io.starling.server.auth.HandshakeCredentials.Shown;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeCredentialsTest {

  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // authorization | token | subprotocols | credential | echo
        "| | | |",
        "Bearer abc.d-e_f~+/= | | | abc.d-e_f~+/= |",
        "bearer abc | | | abc |",
        "BEARER   abc | | | abc |",
        "| abc | | abc |",
        "| | bearer, abc | abc | bearer",
        "| | bearer,abc | abc | bearer",
        "| | starling.msgpack, bearer, abc | abc | starling.msgpack",
        "| | bearer, abc, starling.msgpack | abc | starling.msgpack",
        "| | starling.msgpack | | starling.msgpack",
        "| | TOKEN | TOKEN | TOKEN",
        "| | TOKEN, starling.msgpack | TOKEN | starling.msgpack",
        "| | bearer, TOKEN | TOKEN | bearer",
        "| | graphql-ws | |",
        "| | graphql-ws, mqtt | |",
        "| | graphql-ws, starling.msgpack | | starling.msgpack",
        "| | a.b.c | |",
        "Bearer TOKEN | TOKEN | bearer, TOKEN | TOKEN | bearer",
        "Bearer abc | | starling.msgpack | abc | starling.msgpack",
      })
  void shows(
      @Nullable String authorization,
      @Nullable String token,
      @Nullable String subprotocols,
      @Nullable String shown,
      @Nullable String echo) {
    var read = HandshakeCredentials.read(list(authorization), list(token), list(subprotocols));

    assertThat(read)
        .isEqualTo(
            new Shown(
                Optional.ofNullable(shown).map(each -> new Credential.Jwt(jwt(each))),
                Optional.ofNullable(echo).map(HandshakeCredentialsTest::jwt)));
  }

  @Test
  void showsANostrEvent() {
    assertThat(HandshakeCredentials.read(List.of("Nostr eyJ9+/=="), List.of(), List.of()))
        .isEqualTo(new Shown(Optional.of(new Credential.NostrHttp("eyJ9+/==")), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Basic YTpi | | | neither 'Bearer TOKEN' nor",
        "Bearer | | | neither",
        "Bearer a b | | | neither",
        "Bearer a,b | | | neither",
        "Bearerabc | | | neither",
        "'' | | | neither",
        "Nostr | | | neither",
        "Nostr {} | | | neither",
        "abc | | | neither",
        "| '' | | is empty",
        "| | bearer | not followed by a token",
        "| | bearer, starling.msgpack | not followed by a token",
        "| | starling.msgpack, bearer | not followed by a token",
        "Bearer abc | def | | two different",
        "Bearer abc | | bearer, def | two different",
        "| abc | bearer, def | two different",
        "Nostr abc | abc | | two different",
        "| | bearer, abc, TOKEN | two different",
      })
  void isAFault(
      @Nullable String authorization,
      @Nullable String token,
      @Nullable String subprotocols,
      String because) {
    var read = HandshakeCredentials.read(list(authorization), list(token), list(subprotocols));

    assertThat(read)
        .isInstanceOfSatisfying(
            Faulty.class, fault -> assertThat(fault.reason()).contains(because));
  }

  @Test
  void readsEachOfSeveralHeaders() {
    var twice = List.of("Bearer abc", "Bearer abc");
    var different = List.of("Bearer abc", "Bearer def");
    var spread = List.of("bearer", "abc");

    assertThat(HandshakeCredentials.read(twice, List.of(), List.of())).isInstanceOf(Shown.class);
    assertThat(HandshakeCredentials.read(different, List.of(), List.of()))
        .isInstanceOf(Faulty.class);
    assertThat(HandshakeCredentials.read(List.of(), List.of("a", "b"), List.of()))
        .isInstanceOf(Faulty.class);
    assertThat(HandshakeCredentials.read(List.of(), List.of(), spread))
        .isEqualTo(new Shown(Optional.of(new Credential.Jwt("abc")), Optional.of("bearer")));
  }

  @Test
  void neverShowsItselfAsText() {
    for (Credential each :
        List.of(
            new Credential.Jwt(JWT),
            new Credential.NostrHttp(JWT),
            new Credential.Message(JWT, JWT))) {
      assertThat(each.toString()).doesNotContain("eyJ").contains("redacted");
    }
    assertThat(HandshakeCredentials.read(List.of("Bearer " + JWT), List.of(), List.of()).toString())
        .doesNotContain("eyJ");
  }

  private static String jwt(String text) {
    return text.equals("TOKEN") ? JWT : text;
  }

  private static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : List.of(value.contains("TOKEN") ? value.replace("TOKEN", JWT) : value);
  }
}
