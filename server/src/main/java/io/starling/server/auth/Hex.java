package io.starling.server.auth;

/** Hexadecimal as Nostr writes it: lower case only, so that an id has one spelling. */
final class Hex {

  private Hex() {}

  static boolean isLower(String text, int length) {
    return text.length() == length
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
