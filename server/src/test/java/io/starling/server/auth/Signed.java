package io.starling.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import io.starling.server.testing.MovedClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Tokens and events for a server whose clock a test moves. */
public final class Signed {

  private final MovedClock clock;

  public Signed(MovedClock clock) {
    this.clock = clock;
  }

  /** What a server is configured with, so that it takes them. */
  public static String auth(AuthMode mode) {
    return """
        auth.mode: %s
        auth.jwt.secret: "%s"
        """
        .formatted(mode.name().toLowerCase(Locale.ROOT), Tokens.SECRET);
  }

  /** A token that ends so many seconds from now. */
  public String token(String user, long seconds, String... scopes) {
    return token(user, seconds, new JsonObject().put("scopes", new JsonArray(List.of(scopes))));
  }

  /** A token with such claims. */
  public String token(String user, long seconds, JsonObject claims) {
    String whole = claims.copy().put("sub", user).put("exp", clock.epochSecond(seconds)).encode();
    try {
      return Tokens.compact(
          Tokens.header("HS256", "secret"), whole, Tokens.hs(Tokens.SECRET, JWSAlgorithm.HS256));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims of rights on one pattern of channels. */
  public static JsonObject rights(String pattern, String... allow) {
    return new JsonObject()
        .put(
            "channels",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("pattern", pattern)
                        .put("allow", new JsonArray(List.of(allow)))));
  }

  /** A Nostr event that signs a connection's challenge. */
  public String login(String relay, String challenge) {
    return NostrEvents.json(
        NostrEvents.sign(
            NostrEvents.ADA,
            clock.epochSecond(0),
            22_242,
            List.of(NostrEvents.tag("relay", relay), NostrEvents.tag("challenge", challenge)),
            NostrEvents.CANARY));
  }

  /** Whose events they are. */
  public static String nostrUser() {
    return NostrEvents.pubkey(NostrEvents.ADA);
  }
}
