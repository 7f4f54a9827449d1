package io.starling.server.auth;

import io.starling.server.auth.Grant.Right;
import java.util.List;

/** Which channels a principal reaches without the scope {@code admin}. Immutable. */
public sealed interface ChannelRules {

  /** Reads everything but {@code admin.*}, and publishes there by the scope {@code publish}. */
  record Usual() implements ChannelRules {}

  /**
   * What is granted and nothing else, so {@code **} means the channels below {@code admin} too.
   *
   * @param grants at most {@link #MAX_GRANTS}: each is looked at for each channel asked for
   */
  record Granted(List<Grant> grants) implements ChannelRules {

    public static final int MAX_GRANTS = 256;

    public Granted {
      grants = List.copyOf(grants);
      if (grants.size() > MAX_GRANTS) {
        throw new IllegalArgumentException("More than " + MAX_GRANTS + " channel grants");
      }
    }

    boolean gives(Right right, String channel) {
      for (Grant grant : grants) {
        if (grant.gives(right, channel)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Reads everything but {@code admin.*}, and publishes below {@code demo} without a scope. */
  record Demo() implements ChannelRules {}
}
