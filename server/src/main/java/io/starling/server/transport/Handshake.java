package io.starling.server.transport;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The opening handshake of RFC 6455, section 4.2. Pure functions. */
final class Handshake {

  static final String VERSION = "13";

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private Handshake() {}

  /** Whether the request asks to be upgraded to WebSocket. */
  static boolean isUpgrade(HttpServerRequest request) {
    return hasToken(request.getHeader("Upgrade"), "websocket");
  }

  /** Why an upgrade can't be done; empty if it can. The version is looked at by the caller. */
  static Optional<String> fault(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      return Optional.of("A WebSocket handshake is a GET request");
    }
    if (request.version() != HttpVersion.HTTP_1_1) {
      return Optional.of("A WebSocket handshake needs HTTP/1.1");
    }
    if (!hasToken(request.getHeader("Connection"), "upgrade")) {
      return Optional.of("The header 'Connection: Upgrade' is missing");
    }
    if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
      return Optional.of("Sec-WebSocket-Key is not 16 bytes in base64");
    }
    return Optional.empty();
  }

  /** The value of Sec-WebSocket-Accept. */
  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static boolean isKey(@Nullable String key) {
    if (key == null) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasToken(@Nullable String header, String token) {
    if (header == null) {
      return false;
    }
    for (String part : header.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }
}
