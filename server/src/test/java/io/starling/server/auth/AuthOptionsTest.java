package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthOptionsTest {

  private static final JwtKeys KEYS = new JwtKeys.Secrets(List.of(SharedSecret.of(Tokens.SECRET)));
  private static final NostrUser USER =
      new NostrUser(NostrEvents.pubkey(NostrEvents.ADA), Permissions.none());

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("nobody could get in", () -> new AuthOptions(AuthMode.REQUIRED, null, null)),
        bad("1 to 65536", () -> new AuthOptions(AuthMode.DEMO, null, null, 0)),
        bad("issuer is blank", () -> new JwtOptions(KEYS, " ", null)),
        bad("audience is blank", () -> new JwtOptions(KEYS, null, "")),
        bad("leeway", () -> new JwtOptions(KEYS, null, null, Duration.ofMinutes(6), 1024)),
        bad("leeway", () -> new JwtOptions(KEYS, null, null, Duration.ofSeconds(-1), 1024)),
        bad("256 B to 1 MiB", () -> new JwtOptions(KEYS, null, null, Duration.ZERO, 10)),
        bad("at least 32 bytes", () -> SharedSecret.of("short")),
        bad("1 to 16 JWT secrets", () -> new JwtKeys.Secrets(List.of())),
        bad("64 hexadecimal digits", () -> new NostrUser("npub1", Permissions.none())),
        bad("listed twice", () -> new NostrOptions(Set.of(), List.of(USER, USER), null)),
        bad("nobody else may", () -> new NostrOptions(Set.of(), List.of(), null)),
        bad("a name of this server", () -> new NostrOptions(Set.of("a b"), List.of(USER), null)),
        bad("a name of", () -> new NostrOptions(Set.of("ftp://a"), List.of(USER), null)),
        bad("https", () -> new JwtKeys.KeyUrl(URI.create("http://keys.example/jwks"))),
        bad("https", () -> new JwtKeys.KeyUrl(URI.create("file://localhost/etc/passwd"))),
        bad("absolute", () -> new JwtKeys.KeyUrl(URI.create("/jwks"))),
        bad("a user", () -> new JwtKeys.KeyUrl(URI.create("https://u:p@keys.example/"))),
        bad("positive", () -> url(Duration.ZERO, Duration.ofMinutes(1))),
        bad("more than its pause", () -> url(Duration.ofSeconds(9), Duration.ofSeconds(20))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuse(String why, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://keys.example/jwks", "http://localhost:1/jwks", "http://[::1]:1/jwks"})
  void takeAKeyServer(String url) {
    assertThat(new JwtKeys.KeyUrl(URI.create(url)).url()).hasToString(url);
  }

  @Test
  void showNoSecret() {
    var options = new AuthOptions(AuthMode.REQUIRED, new JwtOptions(KEYS, null, null), null);

    assertThat(options.toString()).doesNotContain(Tokens.SECRET).contains("redacted");
  }

  private static JwtKeys.KeyUrl url(Duration timeout, Duration refresh) {
    return new JwtKeys.KeyUrl(
        URI.create("https://keys.example"),
        timeout,
        refresh,
        Duration.ofDays(1),
        Duration.ofSeconds(2));
  }

  private static Arguments bad(String why, ThrowingCallable making) {
    return Arguments.of(why, making);
  }
}
