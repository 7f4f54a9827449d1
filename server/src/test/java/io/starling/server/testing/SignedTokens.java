package io.starling.server.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tokens for a server that is configured with their secret; by no library of the server's.
 */
public final class SignedTokens {

  /** What to configure the server with. */
  public static final String YAML =
      """
      auth:
        jwt: {secret: a secret of more than thirty-two bytes}
      """;

  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private SignedTokens() {}

  /** A token of this user, who has these scopes, for an hour. */
  public static String of(String user, String... scopes) {
    JsonObject claims =
        new JsonObject()
            .put("sub", user)
            .put("exp", System.currentTimeMillis() / 1_000 + 3_600)
            .put("scopes", new JsonArray(List.of(scopes)));
    String signed =
        part(new JsonObject().put("alg", "HS256").put("typ", "JWT")) + "." + part(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(JsonObject json) {
    return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
