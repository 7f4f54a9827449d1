package io.starling.server.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A name under which a server is reached. Immutable.
 *
 * @param host lower case, an IPv6 address in brackets
 * @param port -1 where none was said
 */
record ServerName(String host, int port) {

  /**
   * Reads a host name with or without a port, or an address.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static ServerName parse(String text) {
    boolean isAddress = text.contains("://");
    return address(isAddress ? text : "ws://" + text)
        .map(uri -> isAddress ? of(uri).withPort(port(uri)) : of(uri))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a name of this server is a host, or an address of ws, wss, http or https"));
  }

  /** Host and port as they are written. */
  static ServerName of(URI address) {
    return new ServerName(address.getHost().toLowerCase(Locale.ROOT), address.getPort());
  }

  /** An address of ws, wss, http or https, with a host and without a user. */
  static Optional<URI> address(String text) {
    try {
      var uri = new URI(text);
      boolean plain =
          uri.getScheme() != null && uri.getHost() != null && uri.getRawUserInfo() == null;
      return plain && port(uri) > 0 ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The port, or the one of the scheme; -1 if the scheme isn't one of the four. */
  static int port(URI uri) {
    int usual =
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
          case "http", "ws" -> 80;
          case "https", "wss" -> 443;
          default -> -1;
        };
    return usual > 0 && uri.getPort() >= 0 ? uri.getPort() : usual;
  }

  private ServerName withPort(int known) {
    return new ServerName(host, known);
  }
}
