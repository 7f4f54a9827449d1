package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

  private final OriginPolicy policy =
      new OriginPolicy(Set.of("localhost", "127.0.0.1", "[::1]", "starling.example"));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:3001,",
    "127.0.0.1,",
    "LOCALHOST:3001,",
    "[::1]:3001,",
    "[::1],",
    "starling.example:443,",
    "localhost:3001, http://localhost:3001",
    "localhost:3001, HTTP://LOCALHOST:3001",
    "[::1]:3001, http://[::1]:3001",
    "starling.example, https://starling.example",
  })
  void letsIn(String host, @Nullable String origin) {
    assertThat(policy.refusal(host, origin)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ", , no Host",
    "' ', , no Host",
    "evil.example, , not called 'evil.example'",
    "evil.example:3001, http://evil.example:3001, not called",
    "127.0.0.1.evil.example, , not called",
    "localhost@evil.example, , not called",
    "localhost:3001, http://evil.example, may not connect",
    "localhost:3001, http://localhost:3002, may not connect",
    "localhost:3001, http://127.0.0.1:3001, may not connect",
    "localhost:3001, null, may not connect",
    "localhost:3001, http://localhost:3001@evil.example, may not connect",
    "localhost:3001, http://[, may not connect",
    "localhost:3001, '', may not connect",
  })
  void refuses(@Nullable String host, @Nullable String origin, String because) {
    assertThat(policy.refusal(host, origin).orElse("")).contains(because);
  }

  @ParameterizedTest
  @CsvSource({"'ev\u001bil\r\n', ev?il??", "'ü', ?"})
  void printsNothingThatATerminalWouldObey(String host, String shown) {
    assertThat(policy.refusal(host, null).orElse("")).contains("'" + shown + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example, true",
    "HTTPS://APP.EXAMPLE, true",
    "https://app.example:443, true",
    "http://other.example:8080, true",
    "http://app.example, false",
    "https://app.example:8443, false",
    "https://app.example/, false",
    "https://app.example@evil.example, false",
    "https://sub.app.example, false",
    "http://other.example, false",
    "null, false",
  })
  void letsInPagesOfAllowedOrigins(String origin, boolean allowed) {
    var open =
        new OriginPolicy(
            Set.of("localhost"), Set.of("https://app.example", "http://other.example:8080"));

    assertThat(open.refusal("localhost:3001", origin).isEmpty()).isEqualTo(allowed);
    assertThat(open.refusal("evil.example", origin)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example", "*", "https://", "https://app.example/", "null", ""})
  void takesOnlyWholeOrigins(String origin) {
    assertThatThrownBy(() -> new OriginPolicy(Set.of("localhost"), Set.of(origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scheme://host");
  }
}
