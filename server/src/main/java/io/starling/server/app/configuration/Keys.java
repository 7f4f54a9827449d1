package io.starling.server.app.configuration;

import io.starling.server.auth.AuthMode;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.Kind;
import io.starling.server.session.Heartbeat;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every key there is. */
final class Keys {

  private static final int MANY = 1_000_000_000;

  static final Key<String> HOST =
      Key.of("server.host", "127.0.0.1", ValueType.text()).withFlag("--host");
  static final Key<Integer> PORT =
      Key.of("server.port", "3001", ValueType.whole(0, 65_535)).withFlag("--port");
  static final Key<Boolean> BENCH =
      Key.of("server.bench", "false", ValueType.yesOrNo()).withFlag("--bench");

  static final Key<AuthMode> AUTH_MODE =
      Key.of("auth.mode", "optional", ValueType.oneOf(authModes()));
  static final Key<String> ISSUER = Key.of("auth.jwt.issuer", "", ValueType.text());
  static final Key<String> AUDIENCE = Key.of("auth.jwt.audience", "", ValueType.text());

  /** Secret, as a URL may hold a password. */
  static final Key<String> JWKS = Key.of("auth.jwt.jwks", "", Texts.fileOrUrl()).secret();

  static final Key<String> SECRET = Key.of("auth.jwt.secret", "", Texts.secret()).secret();

  /** A list of sections; what is in each follows. */
  static final String USERS = "auth.nostr.users";

  /** In each of the users, a list of sections. */
  static final String CHANNELS = "channels";

  static final Key<String> USER_NAME = Key.of("auth.nostr.users[].name", "", ValueType.text());

  /** Secret, as somebody may take the private key for it. */
  static final Key<String> USER_PUBKEY =
      Key.of("auth.nostr.users[].pubkey", "", Texts.pubkey()).secret();

  static final Key<Set<String>> USER_SCOPES =
      Key.of("auth.nostr.users[].scopes", "", ValueType.someOf(Texts.SCOPES));
  static final Key<String> GRANT_PATTERN =
      Key.of("auth.nostr.users[].channels[].pattern", "", Texts.channel());
  static final Key<Set<String>> GRANT_ALLOW =
      Key.of(
          "auth.nostr.users[].channels[].allow",
          "",
          ValueType.someOf(List.of("subscribe", "publish")));

  static final Key<Set<String>> ALLOWED_HOSTS = Key.of("security.allowed_hosts", "", Texts.hosts());
  static final Key<Set<String>> ALLOWED_ORIGINS =
      Key.of("security.allowed_origins", "", Texts.origins());

  static final Key<Heartbeat> HEARTBEAT =
      Key.of("heartbeat", "default", ValueType.oneOf(heartbeats()));

  static final Key<Integer> TOTAL =
      count("limits.connections.total", ConnectionBounds.DEFAULT.total());
  static final Key<Integer> PER_ADDRESS =
      count("limits.connections.per_address", ConnectionBounds.DEFAULT.perAddress());
  static final Key<Integer> PER_USER =
      count("limits.connections.per_user", ConnectionBounds.DEFAULT.perUser());
  static final Map<Kind, Key<Integer>> PER_MINUTE =
      rates(kind -> count(rate(kind) + ".per_minute", kind.usual().perMinute()));
  static final Map<Kind, Key<Integer>> BURST =
      rates(kind -> count(rate(kind) + ".burst", kind.usual().burst()));
  static final Key<Integer> SUBSCRIPTIONS =
      Key.of("limits.subscriptions", "128", ValueType.whole(1, 10_000));
  static final Key<Integer> MESSAGE_SIZE =
      Key.of("limits.message_size", "1MiB", Quantities.size("1KiB", "100MiB"));
  static final Key<Integer> BINARY_MESSAGE_SIZE =
      Key.of("limits.binary_message_size", "100MiB", Quantities.size("1KiB", "1023MiB"));

  static final Key<Duration> REQUEST_TIMEOUT = Key.of("timeouts.request", "10s", Quantities.time());
  static final Key<Duration> MESSAGE_TIMEOUT = Key.of("timeouts.message", "30s", Quantities.time());
  static final Key<Duration> UNREAD_TIMEOUT = Key.of("timeouts.unread", "10s", Quantities.time());

  static final Key<Float> BOUNDS = Key.of("graph.bounds", "10000", ValueType.number(50, 10_000));
  static final Key<Float> MAX_VELOCITY =
      Key.of("graph.max_velocity", "1000", ValueType.number(1, 100_000));

  static final Key<String> EVENTS_ENDPOINT = Key.of("events.endpoint", "", Texts.path());

  /** In the order of the manual. */
  static final List<Key<?>> ALL =
      Stream.of(
              Stream.of(HOST, PORT, BENCH, AUTH_MODE, ISSUER, AUDIENCE, JWKS, SECRET),
              Stream.of(USER_NAME, USER_PUBKEY, USER_SCOPES, GRANT_PATTERN, GRANT_ALLOW),
              Stream.of(ALLOWED_HOSTS, ALLOWED_ORIGINS, HEARTBEAT, TOTAL, PER_ADDRESS, PER_USER),
              Arrays.stream(Kind.values())
                  .flatMap(kind -> Stream.of(PER_MINUTE.get(kind), BURST.get(kind))),
              Stream.of(SUBSCRIPTIONS, MESSAGE_SIZE, BINARY_MESSAGE_SIZE),
              Stream.of(REQUEST_TIMEOUT, MESSAGE_TIMEOUT, UNREAD_TIMEOUT),
              Stream.of(BOUNDS, MAX_VELOCITY, EVENTS_ENDPOINT))
          .<Key<?>>flatMap(Function.identity())
          .toList();

  private Keys() {}

  private static Key<Integer> count(String name, int usual) {
    return Key.of(name, Integer.toString(usual), ValueType.whole(1, MANY));
  }

  private static String rate(Kind kind) {
    return "limits.rates." + kind.label();
  }

  private static Map<Kind, Key<Integer>> rates(Function<Kind, Key<Integer>> key) {
    Map<Kind, Key<Integer>> keys = new EnumMap<>(Kind.class);
    Arrays.stream(Kind.values()).forEach(kind -> keys.put(kind, key.apply(kind)));
    return Map.copyOf(keys);
  }

  private static SequencedMap<String, AuthMode> authModes() {
    var modes = new LinkedHashMap<String, AuthMode>();
    for (var mode : AuthMode.values()) {
      modes.put(mode.name().toLowerCase(Locale.ROOT), mode);
    }
    return modes;
  }

  private static SequencedMap<String, Heartbeat> heartbeats() {
    var presets = new LinkedHashMap<String, Heartbeat>();
    presets.put("default", Heartbeat.DEFAULT);
    presets.put("slow", Heartbeat.SLOW);
    presets.put("fast", Heartbeat.FAST);
    return presets;
  }
}
