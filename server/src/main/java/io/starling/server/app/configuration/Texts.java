package io.starling.server.app.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts of a certain form. */
final class Texts {

  /** HS256 needs a key as long as its hash (RFC 7518, 3.2). */
  private static final int MIN_SECRET_BYTES = 32;

  private static final String NAME_OR_ADDRESS =
      "[a-z0-9_](?:[a-z0-9_.-]{0,252})|\\[[0-9a-f:.]{2,45}]";

  private static final Pattern HOST = Pattern.compile(NAME_OR_ADDRESS);
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]{0,30}://(?:" + NAME_OR_ADDRESS + ")(?::\\d{1,5})?");
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{1,200}");
  private static final Pattern PUBKEY = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.*:-]{1,200}");

  static final List<String> SCOPES =
      List.of(
          "publish",
          "settings:write",
          "agents:write",
          "graph:drag",
          "voice",
          "ai",
          "search",
          "files:read",
          "files:write",
          "git:write",
          "validate:run",
          "admin");

  private Texts() {}

  static ValueType<Set<String>> hosts() {
    return ValueType.list(
        "a list of host names or addresses without a port, such as starling.example.org",
        text -> matching(HOST, text.toLowerCase(Locale.ROOT)));
  }

  static ValueType<Set<String>> origins() {
    return ValueType.list(
        "a list of origins, such as https://example.org or http://localhost:8080",
        text -> matching(ORIGIN, text.toLowerCase(Locale.ROOT)));
  }

  static ValueType<String> path() {
    return ValueType.text("a path, such as /api/v1/ws/dev", text -> matching(PATH, text));
  }

  static ValueType<String> pubkey() {
    return ValueType.text(
        "a public key as 64 hexadecimal digits, lower case", text -> matching(PUBKEY, text));
  }

  static ValueType<String> channel() {
    return ValueType.text(
        "a channel's name, with * for any, such as agents.*", text -> matching(CHANNEL, text));
  }

  static ValueType<String> secret() {
    return ValueType.text(
        "at least 32 bytes",
        text ->
            Optional.of(text)
                .filter(t -> t.getBytes(StandardCharsets.UTF_8).length >= MIN_SECRET_BYTES));
  }

  static ValueType<String> fileOrUrl() {
    return ValueType.text(
        "a file's path or a URL with http or https",
        text -> Optional.of(text).filter(t -> !t.isBlank() && (!t.contains("://") || isHttp(t))));
  }

  private static boolean isHttp(String text) {
    try {
      var uri = new URI(text);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<String> matching(Pattern pattern, String text) {
    return Optional.of(text).filter(pattern.asMatchPredicate());
  }
}
