package io.starling.server.auth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a handshake or a request shows of who somebody is, from its headers and its query.
 * Immutable.
 */
public sealed interface HandshakeCredentials {

  /**
   * At most one credential.
   *
   * @param subprotocol what the answer to a WebSocket handshake repeats
   */
  record Shown(Optional<Credential> credential, Optional<String> subprotocol)
      implements HandshakeCredentials {}

  /**
   * Two different credentials, or none where one was announced: HTTP 401.
   *
   * @param reason a sentence without any part of what was sent
   */
  record Faulty(String reason) implements HandshakeCredentials {}

  /**
   * Reads the places where a credential may be.
   *
   * @param authorization all values of the Authorization header
   * @param tokens what the query says with that name, each time, decoded
   * @param subprotocols all values of Sec-WebSocket-Protocol; each may list several
   */
  static HandshakeCredentials read(
      List<String> authorization, List<String> tokens, List<String> subprotocols) {
    var found = new LinkedHashSet<Credential>();
    for (String header : authorization) {
      Optional<Credential> credential = Reading.authorization(header.strip());
      if (credential.isEmpty()) {
        return new Faulty("The Authorization header is neither 'Bearer TOKEN' nor 'Nostr EVENT'");
      }
      found.add(credential.get());
    }
    for (String token : tokens) {
      if (token.isEmpty()) {
        return new Faulty("The token of the address is empty");
      }
      found.add(new Credential.Jwt(token));
    }
    List<String> offered = Reading.list(subprotocols);
    if (!Reading.bearer(offered, found)) {
      return new Faulty("The subprotocol 'bearer' is not followed by a token");
    }
    return found.size() > 1
        ? new Faulty("The request shows two different credentials")
        : new Shown(found.stream().findFirst(), Reading.echo(offered));
  }

  /** The grammar of each place. */
  final class Reading {

    private static final String BEARER = "bearer";
    private static final String MSGPACK = "starling.msgpack";

    /** RFC 9110's scheme and token68, which is RFC 6750's b64token too. */
    private static final Pattern AUTHORIZATION =
        Pattern.compile("(?<scheme>[A-Za-z]+) +(?<token>[A-Za-z0-9._~+/-]+=*)");

    /** Three parts of base64url, the first of which opens a JSON object. */
    private static final Pattern JWT =
        Pattern.compile("ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private Reading() {}

    private static Optional<Credential> authorization(String header) {
      Matcher parts = AUTHORIZATION.matcher(header);
      if (!parts.matches()) {
        return Optional.empty();
      }
      String token = parts.group("token");
      if (parts.group("scheme").equalsIgnoreCase("Bearer")) {
        return Optional.of(new Credential.Jwt(token));
      }
      return parts.group("scheme").equalsIgnoreCase("Nostr")
          ? Optional.of(new Credential.NostrHttp(token))
          : Optional.empty();
    }

    private static List<String> list(List<String> headers) {
      return headers.stream()
          .flatMap(header -> Stream.of(header.split(",")))
          .map(String::strip)
          .filter(each -> !each.isEmpty())
          .toList();
    }

    /** Adds the tokens among the subprotocols; false if one is announced and isn't there. */
    private static boolean bearer(List<String> offered, Set<Credential> found) {
      var rest = new ArrayList<>(offered);
      rest.remove(MSGPACK);
      int announced = rest.indexOf(BEARER);
      if (announced >= 0) {
        if (announced + 1 >= rest.size()) {
          return false;
        }
        rest.remove(announced);
        found.add(new Credential.Jwt(rest.remove(announced)));
      }
      rest.stream().filter(Reading::isJwt).map(Credential.Jwt::new).forEach(found::add);
      return true;
    }

    private static Optional<String> echo(List<String> offered) {
      if (offered.contains(MSGPACK)) {
        return Optional.of(MSGPACK);
      }
      return offered.contains(BEARER)
          ? Optional.of(BEARER)
          : offered.stream().filter(Reading::isJwt).findFirst();
    }

    private static boolean isJwt(String text) {
      return JWT.matcher(text).matches();
    }
  }
}
