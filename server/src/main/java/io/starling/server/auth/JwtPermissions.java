package io.starling.server.auth;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a token allows. A scope that this server doesn't know is somebody else's and gives
 * nothing; everything else that isn't as it should be is refused rather than guessed at.
 */
final class JwtPermissions {

  private JwtPermissions() {}

  /**
   * Reads {@code scopes} and {@code channels}.
   *
   * @throws IllegalArgumentException with a sentence that repeats nothing of the token
   */
  static Permissions read(Map<String, Object> claims) {
    ChannelRules rules =
        claims.containsKey("channels")
            ? new ChannelRules.Granted(grants(claims.get("channels")))
            : new ChannelRules.Usual();
    return new Permissions(scopes(claims), rules);
  }

  private static Set<Scope> scopes(Map<String, Object> claims) {
    var scopes = EnumSet.noneOf(Scope.class);
    if (claims.containsKey("scopes")) {
      for (Object name : list(claims.get("scopes"), "scopes")) {
        Scope.of(text(name, "scopes")).ifPresent(scopes::add);
      }
    }
    return scopes;
  }

  private static List<Grant> grants(@Nullable Object channels) {
    var grants = new ArrayList<Grant>();
    for (Object line : list(channels, "channels")) {
      if (!(line instanceof Map<?, ?> grant)) {
        throw new IllegalArgumentException("The token's channels are not a list of objects");
      }
      grants.add(grant(grant));
    }
    return grants;
  }

  private static Grant grant(Map<?, ?> grant) {
    var pattern = ChannelPattern.parse(text(grant.get("pattern"), "channels"));
    var rights = EnumSet.noneOf(Grant.Right.class);
    for (Object right : list(grant.get("allow"), "channels")) {
      rights.add(
          switch (text(right, "channels")) {
            case "subscribe" -> Grant.Right.SUBSCRIBE;
            case "publish" -> Grant.Right.PUBLISH;
            default ->
                throw new IllegalArgumentException(
                    "The token's channels allow something that is not 'subscribe' or 'publish'");
          });
    }
    return new Grant(pattern, rights);
  }

  private static List<?> list(@Nullable Object value, String claim) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("The token's " + claim + " are not a list of what they are");
  }

  private static String text(@Nullable Object value, String claim) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("The token's " + claim + " miss a text");
  }
}
