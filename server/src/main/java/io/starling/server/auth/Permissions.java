package io.starling.server.auth;

import io.starling.server.auth.Grant.Right;
import java.util.EnumSet;
import java.util.Set;

/** What somebody may do, the same over REST and WebSocket. Immutable. */
public record Permissions(Set<Scope> scopes, ChannelRules channels) {

  private static final Permissions NONE = new Permissions(Set.of(), new ChannelRules.Usual());
  private static final Permissions DEMO = new Permissions(Set.of(), new ChannelRules.Demo());
  private static final Permissions ALL =
      new Permissions(EnumSet.allOf(Scope.class), new ChannelRules.Usual());

  public Permissions {
    scopes = Set.copyOf(scopes);
  }

  /** The default: subscribes to everything but {@code admin.*}, writes nothing. */
  public static Permissions none() {
    return NONE;
  }

  /** Looks, and publishes only to {@code demo.*}. */
  public static Permissions demo() {
    return DEMO;
  }

  /** The owner of the machine. */
  public static Permissions all() {
    return ALL;
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }

  public boolean maySubscribe(String channel) {
    return may(Scope.ADMIN)
        || switch (channels) {
          case ChannelRules.Usual _, ChannelRules.Demo _ -> !isBelow("admin", channel);
          case ChannelRules.Granted granted -> granted.gives(Right.SUBSCRIBE, channel);
        };
  }

  public boolean mayPublish(String channel) {
    return may(Scope.ADMIN)
        || switch (channels) {
          case ChannelRules.Usual _ -> may(Scope.PUBLISH) && !isBelow("admin", channel);
          case ChannelRules.Demo _ -> isBelow("demo", channel);
          case ChannelRules.Granted granted -> granted.gives(Right.PUBLISH, channel);
        };
  }

  private static boolean isBelow(String segment, String channel) {
    return channel.length() > segment.length()
        && channel.charAt(segment.length()) == '.'
        && channel.startsWith(segment);
  }
}
