package io.starling.server.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Nostr event was signed for: this server, this connection, this request. Immutable. */
final class NostrPurposes {

  /** NIP-42 as the specification bounds it, before and after. */
  static final Duration LOGIN_WINDOW = Duration.ofMinutes(10);

  /** NIP-98's suggestion, before and after. */
  static final Duration HTTP_WINDOW = Duration.ofSeconds(60);

  private static final int LOGIN = 22_242;
  private static final int HTTP = 27_235;

  private final List<ServerName> names;

  NostrPurposes(Set<String> names) {
    this.names = names.stream().map(ServerName::parse).toList();
  }

  /** Why an event doesn't log this connection in. */
  Optional<String> loginRefusal(NostrEvent event, Occasion occasion) {
    return Optional.ofNullable(loginReason(event, occasion));
  }

  private @Nullable String loginReason(NostrEvent event, Occasion occasion) {
    if (event.kind() != LOGIN) {
      return "The Nostr event is not of kind " + LOGIN;
    }
    if (occasion.challenge() == null) {
      return "This connection was given no challenge to sign";
    }
    Optional<String> challenge = event.only("challenge");
    if (challenge.isEmpty() || !sameSecret(challenge.get(), occasion.challenge())) {
      return "The Nostr event does not sign the challenge of this connection";
    }
    if (event
        .only("relay")
        .flatMap(ServerName::address)
        .filter(at -> isUs(at, occasion))
        .isEmpty()) {
      return "The Nostr event is not for this server (relay)";
    }
    return null;
  }

  /** Why an event doesn't belong to this request. */
  Optional<String> httpRefusal(NostrEvent event, Occasion occasion) {
    return Optional.ofNullable(httpReason(event, occasion));
  }

  private static @Nullable String httpReason(NostrEvent event, Occasion occasion) {
    if (event.kind() != HTTP) {
      return "The Nostr event is not of kind " + HTTP;
    }
    if (event.only("method").filter(occasion.method()::equals).isEmpty()) {
      return "The Nostr event is not for this method (method)";
    }
    String url = canonical(occasion.url());
    if (event
        .only("u")
        .flatMap(ServerName::address)
        .filter(u -> u.getRawFragment() == null && canonical(u).equals(url))
        .isEmpty()) {
      return "The Nostr event is not for this address (u)";
    }
    return null;
  }

  /** By host, and by port where one is said: a name alone is reached where the request came. */
  private boolean isUs(URI relay, Occasion occasion) {
    var said = ServerName.of(relay);
    int port = ServerName.port(occasion.url());
    Stream<ServerName> known =
        Stream.concat(
            names.stream(), occasion.ownHosts().stream().map(host -> new ServerName(host, -1)));
    return known
        .filter(own -> own.host().equalsIgnoreCase(said.host()))
        .anyMatch(own -> said.port() < 0 || said.port() == (own.port() < 0 ? port : own.port()));
  }

  /** An address in one spelling; a WebSocket's handshake is an HTTP request. */
  private static String canonical(URI uri) {
    String scheme =
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
          case "ws", "http" -> "http";
          default -> "https";
        };
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return scheme + "://" + host + ":" + ServerName.port(uri) + path + query;
  }

  private static boolean sameSecret(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
