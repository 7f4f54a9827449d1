package io.starling.server.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.configuration.Configuration.ChannelGrant;
import io.starling.server.app.configuration.Configuration.NostrUser;
import io.starling.server.auth.AuthMode;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.Kind;
import io.starling.server.limits.Rate;
import io.starling.server.limits.RateLimits;
import io.starling.server.session.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final String KEY =
      "1234567890123456789012345678901234567890123456789012345678901e23";

  @Test
  void isWhatTheSpecificationSaysWhereNothingIsSet() {
    Configuration defaults = Configuration.defaults();

    assertThat(defaults.server()).isEqualTo(new Configuration.Listening("127.0.0.1", 3001, false));
    assertThat(defaults.auth())
        .isEqualTo(
            new Configuration.Auth(
                AuthMode.OPTIONAL, new Configuration.Jwt(null, null, null, null), List.of()));
    assertThat(defaults.security()).isEqualTo(new Configuration.Security(Set.of(), Set.of()));
    assertThat(defaults.heartbeat()).isEqualTo(Heartbeat.DEFAULT);
    assertThat(defaults.limits())
        .isEqualTo(
            new Configuration.Limits(
                ConnectionBounds.DEFAULT, RateLimits.DEFAULT, 128, 1 << 20, 100 << 20));
    assertThat(defaults.timeouts())
        .isEqualTo(
            new Configuration.Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    assertThat(defaults.graph()).isEqualTo(new Configuration.GraphBounds(10_000, 1_000));
    assertThat(defaults.eventsEndpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "{}", "auth:\nlimits:\n  rates:\n", "~"})
  void isTheDefaultsWhereTheFileSaysNothing(String file) {
    assertThat(read(file)).isEqualTo(Configuration.defaults());
  }

  @Test
  void takesAWholeFile() {
    Configuration read =
        read(
            """
            server: {host: '::1', port: 0, bench: true}
            auth:
              mode: required
              jwt:
                issuer: https://issuer.example.org/
                audience: starling
                jwks: https://issuer.example.org/jwks.json
                secret: 0123456789abcdef0123456789abcdef
              nostr:
                users:
                  - name: ada
                    pubkey: %s
                    scopes: [publish, 'graph:drag']
                    channels:
                      - pattern: agents.*
                        allow: [subscribe, publish]
                      - {pattern: 'demo.*', allow: subscribe}
                  - name: no
                    pubkey: %s
            security:
              allowed_hosts: [Starling.example.org, '[2001:db8::1]']
              allowed_origins:
                - https://Page.example.org
                - http://localhost:8080
            heartbeat: slow
            limits:
              connections: {total: 5000, per_address: 50, per_user: 5}
              rates:
                voice: {per_minute: 6000, burst: 200}
              subscriptions: 64
              message_size: 64KiB
              binary_message_size: 2MiB
            timeouts: {request: 1500ms, message: 2m, unread: 1h}
            graph: {bounds: 500.5, max_velocity: 100}
            events.endpoint: /api/v1/ws/mine
            """
                .formatted(KEY, "ab".repeat(32)));

    assertThat(read.server()).isEqualTo(new Configuration.Listening("::1", 0, true));
    assertThat(read.auth().mode()).isEqualTo(AuthMode.REQUIRED);
    assertThat(read.auth().jwt())
        .isEqualTo(
            new Configuration.Jwt(
                "https://issuer.example.org/",
                "starling",
                "https://issuer.example.org/jwks.json",
                new Secret("0123456789abcdef0123456789abcdef")));
    assertThat(read.auth().nostrUsers())
        .containsExactly(
            new NostrUser(
                "ada",
                KEY,
                Set.of("publish", "graph:drag"),
                List.of(
                    new ChannelGrant("agents.*", Set.of("subscribe", "publish")),
                    new ChannelGrant("demo.*", Set.of("subscribe")))),
            new NostrUser("no", "ab".repeat(32), Set.of(), List.of()));
    assertThat(read.security())
        .isEqualTo(
            new Configuration.Security(
                Set.of("starling.example.org", "[2001:db8::1]"),
                Set.of("https://page.example.org", "http://localhost:8080")));
    assertThat(read.heartbeat()).isEqualTo(Heartbeat.SLOW);
    assertThat(read.limits())
        .isEqualTo(
            new Configuration.Limits(
                new ConnectionBounds(5_000, 50, 5),
                RateLimits.DEFAULT.with(Kind.VOICE, new Rate(6_000, 200)),
                64,
                64 << 10,
                2 << 20));
    assertThat(read.timeouts())
        .isEqualTo(
            new Configuration.Timeouts(
                Duration.ofMillis(1_500), Duration.ofMinutes(2), Duration.ofHours(1)));
    assertThat(read.graph()).isEqualTo(new Configuration.GraphBounds(500.5f, 100));
    assertThat(read.eventsEndpoint()).isEqualTo("/api/v1/ws/mine");
  }

  @Test
  void takesTheStrongestOfFileEnvironmentAndFlags() {
    var file = "server: {host: 10.0.0.1, port: 1, bench: true}\nheartbeat: slow\n";
    var environment = Map.of("STARLING_SERVER_PORT", "2", "STARLING_SERVER_HOST", "10.0.0.2");

    Configuration read =
        Configuration.read(
            new ConfigurationInput("f.yaml", file, environment, Map.of("--host", "10.0.0.3")));

    assertThat(read.server()).isEqualTo(new Configuration.Listening("10.0.0.3", 2, true));
    assertThat(read.heartbeat()).isEqualTo(Heartbeat.SLOW);
  }

  @Test
  void takesAVariableForEveryKeyThatIsNotInAList() {
    assertThat(Keys.ALL.stream().filter(key -> !key.isInList()).map(Key::variable))
        .doesNotHaveDuplicates()
        .contains(
            "STARLING_AUTH_MODE",
            "STARLING_LIMITS_CONNECTIONS_PER_USER",
            "STARLING_LIMITS_RATES_AGENTS_PER_MINUTE",
            "STARLING_HEARTBEAT");
  }

  @Test
  void takesAListOfAVariableByCommas() {
    Configuration read = environment("STARLING_SECURITY_ALLOWED_HOSTS", "a.example, B.example");

    assertThat(read.security().allowedHosts()).containsExactlyInAnyOrder("a.example", "b.example");
  }

  @Test
  void takesAnEmptyList() {
    assertThat(read("security: {allowed_hosts: []}")).isEqualTo(Configuration.defaults());
    assertThat(read("auth.nostr.users: []")).isEqualTo(Configuration.defaults());
  }

  @Test
  void takesMoreThanTenUsersInTheirOrder() {
    var file = new StringBuilder("auth.nostr.users:\n");
    for (int i = 0; i < 12; i++) {
      file.append("  - {name: user %d, pubkey: '%s'}\n".formatted(i, "1".repeat(64)));
    }

    assertThat(read(file.toString()).auth().nostrUsers())
        .extracting(NostrUser::name)
        .startsWith("user 0", "user 1", "user 2")
        .endsWith("user 10", "user 11")
        .hasSize(12);
  }

  @Test
  void takesTheOlderVariables() {
    assertThat(environment("WS_AUTH_REQUIRED", "true").auth().mode()).isEqualTo(AuthMode.REQUIRED);
    assertThat(environment("WS_AUTH_REQUIRED", "false").auth().mode()).isEqualTo(AuthMode.DEMO);
    assertThat(environment("WS_ENDPOINT", "/api/v1/ws").eventsEndpoint()).isEqualTo("/api/v1/ws");
    assertThat(environment("WS_MAX_CONNECTIONS", "1000").limits().connections().total())
        .isEqualTo(1_000);
  }

  @Test
  void takesItsOwnVariablesBeforeTheOlder() {
    Configuration read =
        environment(Map.of("WS_AUTH_REQUIRED", "true", "STARLING_AUTH_MODE", "optional"));

    assertThat(read.auth().mode()).isEqualTo(AuthMode.OPTIONAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STARLING_TRANSPORT=nio",
        "STARLING_JAVA_OPTIONS=-Xmx1g",
        "STARLING_HEARTBEAT=",
        "STARLING_PORT=tcp://10.0.0.1:3001",
        "STARLING_SERVICE_HOST=10.0.0.1",
        "STARLING_SERVICE_PORT_HTTP=3001",
        "STARLING_PORT_3001_TCP_ADDR=10.0.0.1",
        "STARLING_REDIS_PORT=tcp://10.0.0.1:6379",
        "STARLINGS=7",
        "WS_ENDPOINT=",
        "PATH=/bin"
      })
  void leavesVariablesAloneThatAreNotForIt(String variable) {
    String[] parts = variable.split("=", 2);

    assertThat(environment(parts[0], parts[1])).isEqualTo(Configuration.defaults());
  }

  @Test
  void printsNoSecret() {
    Configuration read = read("auth.jwt.secret: canary-canary-canary-canary-canary");

    assertThat(read.toString()).doesNotContain("canary").contains("(secret)");
  }

  @Test
  void takesValuesAsTheyStand() {
    assertThat(read("auth.jwt.issuer: yes").auth().jwt().issuer()).isEqualTo("yes");
    assertThat(read("auth.jwt.issuer: ${HOME}").auth().jwt().issuer()).isEqualTo("${HOME}");
    assertThat(read("auth.jwt.issuer: 'null'").auth().jwt().issuer()).isEqualTo("null");
    assertThat(read("auth.jwt.issuer: 2026-11-21").auth().jwt().issuer()).isEqualTo("2026-11-21");
  }

  private static Configuration read(String file) {
    return Configuration.read(new ConfigurationInput("starling.yaml", file, Map.of(), Map.of()));
  }

  private static Configuration environment(String variable, String value) {
    return environment(Map.of(variable, value));
  }

  private static Configuration environment(Map<String, String> environment) {
    return Configuration.read(new ConfigurationInput("starling.yaml", "", environment, Map.of()));
  }
}
