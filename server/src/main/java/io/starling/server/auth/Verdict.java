package io.starling.server.auth;

import io.starling.protocol.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** What became of a credential. Immutable. */
public sealed interface Verdict {

  /**
   * Somebody is who they say.
   *
   * @param expiry when that ends: what the token says and the leeway, so that a token that is taken
   *     is never past it; empty where it doesn't end by itself
   */
  record Accepted(Principal principal, Optional<Instant> expiry) implements Verdict {}

  /**
   * Nobody was recognised.
   *
   * @param reason a sentence for the client, without a full stop and without any part of what it
   *     sent
   */
  record Refused(ErrorCode code, String reason) implements Verdict {}

  /** The answer to a request without a credential where one is asked for. */
  static Refused authenticationRequired() {
    return new Refused(
        ErrorCode.AUTHENTICATION_REQUIRED, ErrorCode.AUTHENTICATION_REQUIRED.defaultMessage());
  }

  /** The credential is no good and never will be. */
  static Refused invalid(String reason) {
    return new Refused(ErrorCode.INVALID_TOKEN, reason);
  }

  /** It was good. */
  static Refused expired(String reason) {
    return new Refused(ErrorCode.TOKEN_EXPIRED, reason);
  }

  /** It can't be told now. */
  static Refused unavailable(String reason) {
    return new Refused(ErrorCode.SERVICE_UNAVAILABLE, reason);
  }
}
