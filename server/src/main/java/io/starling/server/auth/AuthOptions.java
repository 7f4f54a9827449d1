package io.starling.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * How people prove who they are.
 *
 * @param jwt null where no JWT is taken
 * @param nostr null where no Nostr event is taken
 * @param maxConcurrent how many proofs are checked at once; the next is refused
 */
public record AuthOptions(
    AuthMode mode, @Nullable JwtOptions jwt, @Nullable NostrOptions nostr, int maxConcurrent) {

  public static final int DEFAULT_MAX_CONCURRENT = 256;

  public AuthOptions {
    if (mode == AuthMode.REQUIRED && jwt == null && nostr == null) {
      throw new IllegalArgumentException(
          "auth.mode is required, but neither JWT nor Nostr is set up: nobody could get in");
    }
    if (maxConcurrent < 1 || maxConcurrent > 65_536) {
      throw new IllegalArgumentException(
          "1 to 65536 tokens are checked at once, not " + maxConcurrent);
    }
  }

  public AuthOptions(AuthMode mode, @Nullable JwtOptions jwt, @Nullable NostrOptions nostr) {
    this(mode, jwt, nostr, DEFAULT_MAX_CONCURRENT);
  }
}
