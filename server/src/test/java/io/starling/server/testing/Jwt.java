package io.starling.server.testing;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an issuer makes them, and the configuration of a server that believes it. */
public final class Jwt {

  private static final String SECRET = "a secret of the tests that is long enough for HS256 tokens";
  private static final String OTHER =
      "a secret of somebody else that is long enough for HS256, too";

  private Jwt() {}

  /** What makes a server believe the tokens. */
  public static String configuration(String mode) {
    return """
        auth:
          mode: %s
          jwt: {issuer: tests, audience: starling, secret: "%s"}
        """
        .formatted(mode, SECRET);
  }

  /** A good token of this user with these further claims. */
  public static String of(String user, JsonObject claims) {
    return signed(
        claims
            .copy()
            .put("sub", user)
            .put("iss", "tests")
            .put("aud", "starling")
            .put("exp", System.currentTimeMillis() / 1_000 + 600),
        SECRET);
  }

  public static String of(String user) {
    return of(user, new JsonObject());
  }

  /** Signed by somebody else. */
  public static String forged(String user) {
    return signed(
        new JsonObject()
            .put("sub", user)
            .put("iss", "tests")
            .put("aud", "starling")
            .put("exp", System.currentTimeMillis() / 1_000 + 600),
        OTHER);
  }

  private static String signed(JsonObject claims, String secret) {
    String input = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(claims.encode());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "hmac"));
      byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
