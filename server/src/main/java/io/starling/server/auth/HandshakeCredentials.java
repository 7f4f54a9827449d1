package io.starling.server.auth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

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
      Optional<Credential> credential = CredentialGrammar.authorization(header.strip());
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
    List<String> offered = CredentialGrammar.list(subprotocols);
    if (!CredentialGrammar.bearer(offered, found)) {
      return new Faulty("The subprotocol 'bearer' is not followed by a token");
    }
    return found.size() > 1
        ? new Faulty("The request shows two different credentials")
        : new Shown(found.stream().findFirst(), CredentialGrammar.echo(offered));
  }
}
