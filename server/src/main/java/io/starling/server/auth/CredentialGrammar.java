package io.starling.server.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How credentials are written in each place of a handshake. */
final class CredentialGrammar {

  private static final String BEARER = "bearer";
  private static final String MSGPACK = "starling.msgpack";

  /** RFC 9110's scheme and token68, which is RFC 6750's b64token too. */
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?<scheme>[A-Za-z]+) +(?<token>[A-Za-z0-9._~+/-]+=*)");

  /** Three parts of base64url, the first of which opens a JSON object. */
  private static final Pattern JWT =
      Pattern.compile("ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private CredentialGrammar() {}

  static Optional<Credential> authorization(String header) {
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

  static List<String> list(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(",")))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** Adds the tokens among the subprotocols; false if one is announced and isn't there. */
  static boolean bearer(List<String> offered, Set<Credential> found) {
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
    rest.stream().filter(CredentialGrammar::isJwt).map(Credential.Jwt::new).forEach(found::add);
    return true;
  }

  static Optional<String> echo(List<String> offered) {
    if (offered.contains(MSGPACK)) {
      return Optional.of(MSGPACK);
    }
    return offered.contains(BEARER)
        ? Optional.of(BEARER)
        : offered.stream().filter(CredentialGrammar::isJwt).findFirst();
  }

  private static boolean isJwt(String text) {
    return JWT.matcher(text).matches();
  }
}
