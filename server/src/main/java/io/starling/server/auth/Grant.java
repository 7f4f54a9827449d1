package io.starling.server.auth;

import java.util.Set;

/** What may be done with some channels; a line of a token's {@code channels}. Immutable. */
public record Grant(ChannelPattern pattern, Set<Right> allow) {

  /** What can be done with a channel. */
  public enum Right {
    SUBSCRIBE,
    PUBLISH
  }

  public Grant {
    allow = Set.copyOf(allow);
  }

  boolean gives(Right right, String channel) {
    return allow.contains(right) && pattern.matches(channel);
  }
}
