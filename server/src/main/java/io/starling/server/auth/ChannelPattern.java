package io.starling.server.auth;

/**
 * A set of channels: an exact name, {@code agents.*} (exactly one more segment), {@code agents.**}
 * (one or more), or {@code *} and {@code **} alone. Segments are divided by dots. Immutable; a
 * match is one comparison of text, without garbage.
 */
public final class ChannelPattern {

  /** The longest name of a channel, and the longest pattern, in characters. */
  public static final int MAX_LENGTH = 128;

  private enum Kind {
    EXACT,
    ONE_MORE,
    MORE
  }

  private final String text;
  private final Kind kind;

  /** The exact name, or what stands before the wildcard: empty, or ending in a dot. */
  private final String start;

  private ChannelPattern(String text, Kind kind, String start) {
    this.text = text;
    this.kind = kind;
    this.start = start;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, with a sentence that doesn't repeat it
   */
  public static ChannelPattern parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A channel pattern has 1 to 128 characters");
    }
    int star = text.indexOf('*');
    if (star < 0) {
      requireName(text);
      return new ChannelPattern(text, Kind.EXACT, text);
    }
    String end = text.substring(star);
    if (!end.equals("*") && !end.equals("**")) {
      throw new IllegalArgumentException(
          "In a channel pattern '*' or '**' stands once, as the last segment");
    }
    if (star > 0) {
      if (text.charAt(star - 1) != '.') {
        throw new IllegalArgumentException(
            "In a channel pattern '*' or '**' is a segment of its own, after a dot");
      }
      requireName(text.substring(0, star - 1));
    }
    return new ChannelPattern(
        text, end.length() == 1 ? Kind.ONE_MORE : Kind.MORE, text.substring(0, star));
  }

  /** Returns whether a channel may be called so: 1 to 128 of {@code A-Z a-z 0-9 _ . : -}. */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    boolean segmentOpen = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' ? !segmentOpen : !isLetter(c)) {
        return false;
      }
      segmentOpen = c != '.';
    }
    return segmentOpen;
  }

  /** Returns whether the channel of this name is meant. */
  public boolean matches(String channel) {
    return switch (kind) {
      case EXACT -> channel.equals(start);
      case ONE_MORE -> hasMore(channel) && channel.indexOf('.', start.length()) < 0;
      case MORE -> hasMore(channel);
    };
  }

  /** Returns whether it may mean more than one channel. */
  public boolean isWildcard() {
    return kind != Kind.EXACT;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private boolean hasMore(String channel) {
    return channel.length() > start.length() && channel.startsWith(start);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':'
        || c == '-';
  }

  private static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "A channel's name consists of letters, digits, '_', ':' and '-' in segments divided by"
              + " single dots");
    }
  }
}
