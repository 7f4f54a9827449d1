package io.starling.server.auth;

/**
 * Somebody who is connected. Immutable.
 *
 * @param name 1 to 256 printable characters; nobody but the anonymous is called {@code anonymous}
 */
public record Principal(String name, Permissions permissions, boolean anonymous) {

  /** How those are called who were not asked. */
  public static final String ANONYMOUS = "anonymous";

  /** The longest name, in UTF-16 units. */
  public static final int MAX_NAME = 256;

  public Principal {
    if (!isName(name)) {
      throw new IllegalArgumentException("a principal's name has 1 to 256 printable characters");
    }
    if (anonymous != name.equals(ANONYMOUS)) {
      throw new IllegalArgumentException("'anonymous' is the name of the anonymous");
    }
  }

  /**
   * Somebody without a token: on loopback the owner of the machine, who may do everything;
   * elsewhere a guest, who may look.
   */
  public static Principal anonymous(boolean onLoopback) {
    return new Principal(ANONYMOUS, onLoopback ? Permissions.all() : Permissions.none(), true);
  }

  /** Somebody whom nobody asked, who may look and publish to {@code demo.*}. */
  public static Principal demo() {
    return new Principal(ANONYMOUS, Permissions.demo(), true);
  }

  /** Somebody who proved to be who they say. */
  public static Principal known(String name, Permissions permissions) {
    return new Principal(name, permissions, false);
  }

  /** Returns whether somebody can be called so. */
  public static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME
        && name.codePoints().allMatch(Principal::isPrintable);
  }

  public boolean may(Scope scope) {
    return permissions.may(scope);
  }

  public boolean maySubscribe(String channel) {
    return permissions.maySubscribe(channel);
  }

  public boolean mayPublish(String channel) {
    return permissions.mayPublish(channel);
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
