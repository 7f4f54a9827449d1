package io.starling.server.app.configuration;

/**
 * One value, from one place. Immutable.
 *
 * @param key such as {@code auth.mode}, or {@code auth.nostr.users[0].pubkey}
 * @param value of a list with commas
 * @param where a file and a line, a variable or a flag, as sentences say it
 */
record Setting(String key, String value, String where, Shape shape) {

  /** What it looks like in YAML; the environment and flags know only values. */
  enum Shape {
    VALUE,
    LIST,
    NOTHING
  }

  /** The key, without the places in lists: {@code auth.nostr.users[].pubkey}. */
  String pattern() {
    return key.replaceAll("\\[\\d+]", "[]");
  }
}
