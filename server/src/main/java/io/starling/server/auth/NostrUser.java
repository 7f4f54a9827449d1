package io.starling.server.auth;

/**
 * Somebody known by a key.
 *
 * @param pubkey 64 hexadecimal digits, lower case; the user's name too
 */
public record NostrUser(String pubkey, Permissions permissions) {

  public NostrUser {
    if (!Hex.isLower(pubkey, 64)) {
      throw new IllegalArgumentException(
          "a Nostr public key is 64 hexadecimal digits, lower case (not npub…)");
    }
  }
}
