package io.starling.server.auth;

import org.jspecify.annotations.Nullable;

/** What somebody shows to prove who they are. None shows itself as text. Immutable. */
public sealed interface Credential {

  /** A JWT of a handshake or a request. */
  record Jwt(String token) implements Credential {
    @Override
    public String toString() {
      return "Jwt[redacted]";
    }
  }

  /**
   * A Nostr event of {@code Authorization: Nostr} (NIP-98).
   *
   * @param event base64 of its JSON
   */
  record NostrHttp(String event) implements Credential {
    @Override
    public String toString() {
      return "NostrHttp[redacted]";
    }
  }

  /**
   * What an {@code authenticate} message says.
   *
   * @param token a JWT, or a Nostr event of kind 22242 as JSON or its base64
   * @param pubkey whose event it must be, if it is one; null where the message doesn't say
   */
  record Message(String token, @Nullable String pubkey) implements Credential {
    @Override
    public String toString() {
      return "Message[redacted]";
    }
  }
}
