package io.starling.server.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigurationTest {

  /** Stands where a secret may. */
  private static final String CANARY = "canary";

  /** What is set, and all that is said of it. */
  record Case(ConfigurationInput input, String sentence) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  @ParameterizedTest
  @MethodSource({"files", "secrets", "brokenFiles", "variables", "flags"})
  void isRefusedWithASentence(Case bad) {
    var refusal =
        catchThrowableOfType(ConfigurationException.class, () -> Configuration.read(bad.input()));

    assertThat(refusal).isNotNull();
    assertThat(refusal.sentence()).isEqualTo(bad.sentence()).doesNotContain(CANARY);
  }

  static Stream<Case> files() {
    return Stream.of(
        file("auth.mod: demo", "line 1: there is no key 'auth.mod'; did you mean 'auth.mode'?"),
        file(
            "auth:\n  mode: demo\n  jwt:\n    isuer: x",
            "line 4: there is no key 'auth.jwt.isuer'; did you mean 'auth.jwt.issuer'?"),
        file("hearbeat: slow", "line 1: there is no key 'hearbeat'; did you mean 'heartbeat'?"),
        file("port: 80", "line 1: there is no key 'port'; did you mean 'server.port'?"),
        file(
            "limits:\n  rates:\n    voices: {burst: 7}",
            "line 3: there is no key 'limits.rates.voices.burst';"
                + " did you mean 'limits.rates.voice.burst'?"),
        file(
            "limits: {connections: {perUser: 7}}",
            "line 1: there is no key 'limits.connections.perUser';"
                + " did you mean 'limits.connections.per_user'?"),
        file(
            "auth:\n  mode: requierd",
            "line 2: 'auth.mode' is 'requierd'; it takes demo, optional or required;"
                + " did you mean required?"),
        file(
            "auth.mode: Demo",
            "line 1: 'auth.mode' is 'Demo'; it takes demo, optional or required;"
                + " did you mean demo?"),
        file(
            "\n\nheartbeat: slwo",
            "line 3: 'heartbeat' is 'slwo'; it takes default, slow or fast; did you mean slow?"),
        file("server.bench: yes", "line 1: 'server.bench' is 'yes'; it takes true or false"),
        file("server.host: ''", "line 1: 'server.host' is ''; it takes some text"),
        file(
            "server: {port: 65536}",
            "line 1: 'server.port' is '65536'; it takes a whole number from 0 to 65535"),
        file(
            "server: {port: 0x50}",
            "line 1: 'server.port' is '0x50'; it takes a whole number from 0 to 65535"),
        file(
            "limits.connections.total: 0",
            "line 1: 'limits.connections.total' is '0';"
                + " it takes a whole number from 1 to 1000000000"),
        file(
            "limits.connections.per_user: many",
            "line 1: 'limits.connections.per_user' is 'many';"
                + " it takes a whole number from 1 to 1000000000"),
        file(
            "limits.rates.agents.per_minute: 1.5",
            "line 1: 'limits.rates.agents.per_minute' is '1.5';"
                + " it takes a whole number from 1 to 1000000000"),
        file(
            "limits.rates.settings.burst: 99999999999999999999",
            "line 1: 'limits.rates.settings.burst' is '99999999999999999999';"
                + " it takes a whole number from 1 to 1000000000"),
        file(
            "limits.subscriptions: 10001",
            "line 1: 'limits.subscriptions' is '10001'; it takes a whole number from 1 to 10000"),
        file(
            "limits.message_size: 1MB",
            "line 1: 'limits.message_size' is '1MB';"
                + " it takes a size from 1KiB to 100MiB, such as 64KiB"),
        file(
            "limits.message_size: 1048576",
            "line 1: 'limits.message_size' is '1048576';"
                + " it takes a size from 1KiB to 100MiB, such as 64KiB"),
        file(
            "limits.binary_message_size: 1GiB",
            "line 1: 'limits.binary_message_size' is '1GiB';"
                + " it takes a size from 1KiB to 1023MiB, such as 64KiB"),
        file(
            "timeouts.request: 25",
            "line 1: 'timeouts.request' is '25'; it takes a time from 1s to 1h,"
                + " such as 25s or 1500ms"),
        file(
            "timeouts.message: 3601s",
            "line 1: 'timeouts.message' is '3601s'; it takes a time from 1s to 1h,"
                + " such as 25s or 1500ms"),
        file(
            "timeouts.unread: 999ms",
            "line 1: 'timeouts.unread' is '999ms'; it takes a time from 1s to 1h,"
                + " such as 25s or 1500ms"),
        file(
            "graph.bounds: .nan",
            "line 1: 'graph.bounds' is '.nan'; it takes a number from 50 to 10000"),
        file(
            "graph: {max_velocity: 0.5}",
            "line 1: 'graph.max_velocity' is '0.5'; it takes a number from 1 to 100000"),
        file(
            "events: {endpoint: ws/mine}",
            "line 1: 'events.endpoint' is 'ws/mine'; it takes a path, such as /api/v1/ws/dev"),
        file(
            "security.allowed_hosts: ['a.example:80']",
            "line 1: 'security.allowed_hosts' is 'a.example:80'; it takes a list of host names"
                + " or addresses without a port, such as starling.example.org"),
        file(
            "security:\n  allowed_origins:\n    - https://a.example\n    - b.example/path",
            "line 2: 'security.allowed_origins' is 'https://a.example,b.example/path'; it takes"
                + " a list of origins, such as https://example.org or http://localhost:8080"),
        file(
            "security.allowed_origins: 'null'",
            "line 1: 'security.allowed_origins' is 'null'; it takes"
                + " a list of origins, such as https://example.org or http://localhost:8080"),
        file(
            "auth.nostr.users:\n  - name: ada\n    scopes: [admin, root]",
            "line 2: 'auth.nostr.users[0]' has no pubkey"),
        file(
            "auth.nostr.users: [{name: a, pubkey: 1}]".replace("1", "'" + "A".repeat(64) + "'"),
            "line 1: 'auth.nostr.users[0].pubkey' has a value that is not shown;"
                + " it takes a public key as 64 hexadecimal digits, lower case"),
        file(
            user("scopes: [admin, graphdrag]"),
            "line 4: 'auth.nostr.users[0].scopes' is 'admin,graphdrag'; it takes a list of"
                + " publish, settings:write, agents:write, graph:drag, voice, ai, search,"
                + " files:read, files:write, git:write, validate:run or admin; did you mean graph:drag?"),
        file(
            user("channels: [{pattern: 'a b', allow: publish}]"),
            "line 4: 'auth.nostr.users[0].channels[0].pattern' is 'a b';"
                + " it takes a channel's name, with * for any, such as agents.*"),
        file(
            user("channels: [{pattern: 'a.*', allow: write}]"),
            "line 4: 'auth.nostr.users[0].channels[0].allow' is 'write';"
                + " it takes a list of subscribe or publish"),
        file(
            user("channels: [{pattern: 'a.*'}]"),
            "line 4: 'auth.nostr.users[0].channels[0]' has no allow"),
        file(
            user("channel: []"),
            "line 4: there is no key 'auth.nostr.users[0].channel';"
                + " did you mean 'auth.nostr.users[].name'?"),
        file(
            "auth.nostr.users: {ada: {pubkey: x}}",
            "line 1: there is no key 'auth.nostr.users.ada.pubkey';"
                + " did you mean 'auth.nostr.users[].pubkey'?"),
        file(
            "auth.nostr.users: [ada]",
            "line 1: 'auth.nostr.users' takes no value, but holds auth.nostr.users[].name,"
                + " auth.nostr.users[].pubkey, auth.nostr.users[].scopes,"
                + " auth.nostr.users[].channels[].pattern, auth.nostr.users[].channels[].allow"),
        file(
            user("channels: [{}, {pattern: a, allow: publish}]"),
            "line 4: 'auth.nostr.users[0].channels[0]' is empty; it holds"
                + " auth.nostr.users[].channels[].pattern, auth.nostr.users[].channels[].allow"),
        file(
            user("channels: [a.*]"),
            "line 4: 'auth.nostr.users[0].channels' takes no value, but holds"
                + " auth.nostr.users[].channels[].pattern, auth.nostr.users[].channels[].allow"),
        file(
            "graph: big",
            "line 1: 'graph' takes no value, but holds graph.bounds, graph.max_velocity"),
        file("auth.mode:", "line 1: 'auth.mode' has no value; it takes demo, optional or required"),
        file(
            "auth.mode: ~",
            "line 1: 'auth.mode' has no value; it takes demo, optional or required"),
        file(
            "auth.mode: [demo]",
            "line 1: 'auth.mode' is a list; it takes demo, optional or required"),
        file(
            "auth: {mode: {demo: true}}",
            "line 1: 'auth.mode' holds more; it takes demo, optional or required"));
  }

  static Stream<Case> secrets() {
    return Stream.of(
        file(
            "auth.jwt.secret: canary",
            "line 1: 'auth.jwt.secret' has a value that is not shown; it takes at least 32 bytes"),
        file(
            "auth.jwt.secret: {canary}",
            "line 1: 'auth.jwt.secret' holds more; it takes at least 32 bytes"),
        file(
            "auth.jwt.secret: [canary]",
            "line 1: 'auth.jwt.secret' is a list; it takes at least 32 bytes"),
        file(
            "auth.jwt.secert: canary",
            "line 1: there is no key 'auth.jwt.secert'; did you mean 'auth.jwt.secret'?"),
        file(
            "auth:\n  jwt: canary",
            "line 2: 'auth.jwt' takes no value, but holds auth.jwt.issuer, auth.jwt.audience,"
                + " auth.jwt.jwks, auth.jwt.secret"),
        file(
            "auth.jwt.jwks: ftp://ada:canary@issuer.example.org/",
            "line 1: 'auth.jwt.jwks' has a value that is not shown;"
                + " it takes a file's path or a URL with http or https"),
        file(
            "auth.nostr.users: [{name: ada, pubkey: nsec1canary}]",
            "line 1: 'auth.nostr.users[0].pubkey' has a value that is not shown;"
                + " it takes a public key as 64 hexadecimal digits, lower case"),
        file("auth.jwt.secret: *canary", NO_YAML.formatted(1)),
        file("auth.jwt.secret: \"canary", NO_YAML.formatted(1)),
        file("heartbeat: slow\nauth.jwt.secret: \"canary\\q\"", NO_YAML.formatted(2)),
        file("auth.jwt.secret: canary: canary", NO_YAML.formatted(1)),
        file(
            "auth.jwt.secret:canary",
            "line 1: a file holds keys and values, such as 'heartbeat: slow'"),
        file("auth.jwt.secret: &canary x", "line 1: anchors (&) and aliases (*) are not taken"),
        variable(
            "STARLING_AUTH_JWT_SECRET=canary",
            "'auth.jwt.secret' has a value that is not shown; it takes at least 32 bytes"),
        variable(
            "STARLING_AUTH_JWT_SECRETS=canary",
            "there is no such setting; did you mean STARLING_AUTH_JWT_SECRET?"));
  }

  private static final String NO_YAML =
      "line %d: this is no YAML; values with special characters stand in quotes";

  static Stream<Case> brokenFiles() {
    return Stream.of(
        file("auth:\n\tmode: demo", NO_YAML.formatted(2)),
        file("heartbeat: slow\n--- \nheartbeat: fast", NO_YAML.formatted(2)),
        file("heartbeat: [slow", NO_YAML.formatted(1)),
        file("- heartbeat", "line 1: a file holds keys and values, such as 'heartbeat: slow'"),
        file("? [a]\n: b", "line 1: a key is plain text"),
        file("heartbeat: slow\nheartbeat: fast", "line 2: 'heartbeat' stands in line 1 already"),
        file(
            "auth.mode: demo\nauth:\n  mode: optional",
            "line 3: 'auth.mode' stands in line 1 already"),
        file(
            "graph: {bounds: 60}\n\ngraph: {max_velocity: 60}",
            "line 3: 'graph' stands in line 1 already"),
        file("graph: &a {bounds: 60}", "line 1: anchors (&) and aliases (*) are not taken"));
  }

  static Stream<Case> variables() {
    return Stream.of(
        variable(
            "STARLING_AUTH_MOD=demo", "there is no such setting; did you mean STARLING_AUTH_MODE?"),
        variable(
            "STARLING_PORT=8080", "there is no such setting; did you mean STARLING_SERVER_PORT?"),
        variable(
            "STARLING_AUTH_NOSTR_USERS=ada",
            "there is no such setting; did you mean STARLING_AUTH_JWT_ISSUER?"),
        variable(
            "STARLING_AUTH_MODE=none",
            "'auth.mode' is 'none'; it takes demo, optional or required"),
        variable(
            "STARLING_SERVER_PORT=http",
            "'server.port' is 'http'; it takes a whole number from 0 to 65535"),
        variable("WS_AUTH_REQUIRED=yes", "it is 'yes'; it takes true or false"),
        variable(
            "WS_MAX_CONNECTIONS=-1",
            "'limits.connections.total' is '-1'; it takes a whole number from 1 to 1000000000"),
        variable(
            "WS_ENDPOINT=ws://example.org/",
            "'events.endpoint' is 'ws://example.org/'; it takes a path, such as /api/v1/ws/dev"));
  }

  static Stream<Case> flags() {
    return Stream.of(
        flag("--port=70000", "'server.port' is '70000'; it takes a whole number from 0 to 65535"),
        flag("--host= ", "'server.host' is ' '; it takes some text"));
  }

  private static String user(String rest) {
    return "auth.nostr.users:\n  - name: ada\n    pubkey: '" + "1".repeat(64) + "'\n    " + rest;
  }

  private static Case file(String text, String said) {
    return new Case(
        new ConfigurationInput("starling.yaml", text, Map.of(), Map.of()),
        "starling.yaml, " + said);
  }

  private static Case variable(String variable, String said) {
    String[] parts = variable.split("=", 2);
    return new Case(
        new ConfigurationInput("starling.yaml", "", Map.of(parts[0], parts[1]), Map.of()),
        parts[0] + ": " + said);
  }

  private static Case flag(String flag, String said) {
    String[] parts = flag.split("=", 2);
    return new Case(
        new ConfigurationInput("starling.yaml", "", Map.of(), Map.of(parts[0], parts[1])),
        parts[0] + ": " + said);
  }
}
