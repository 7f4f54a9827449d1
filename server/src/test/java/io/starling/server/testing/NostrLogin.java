package io.starling.server.testing;

import fr.acinq.secp256k1.Secp256k1;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Signs in as a Nostr client does: an event of kind 22242 (NIP-42) as the token. */
public final class NostrLogin {

  private static final int KIND = 22_242;
  private static final HexFormat HEX = HexFormat.of();

  private NostrLogin() {}

  /** The message {@code authenticate} for this server and this challenge. */
  public static JsonObject message(int port, String challenge) {
    byte[] secret = new byte[32];
    secret[31] = 7;
    byte[] point = Secp256k1.get().pubkeyCreate(secret);
    String pubkey = HEX.formatHex(Arrays.copyOfRange(point, 1, 33));
    long now = System.currentTimeMillis() / 1_000;
    JsonArray tags =
        new JsonArray()
            .add(new JsonArray().add("relay").add("ws://127.0.0.1:" + port + "/ws/graph"))
            .add(new JsonArray().add("challenge").add(challenge));
    JsonArray signed = new JsonArray().add(0).add(pubkey).add(now).add(KIND).add(tags).add("");
    byte[] id = sha256(signed.encode());
    JsonObject event =
        new JsonObject()
            .put("id", HEX.formatHex(id))
            .put("pubkey", pubkey)
            .put("created_at", now)
            .put("kind", KIND)
            .put("tags", tags)
            .put("content", "")
            .put("sig", HEX.formatHex(Secp256k1.get().signSchnorr(id, secret, new byte[32])));
    return new JsonObject()
        .put("type", "authenticate")
        .put("token", event.encode())
        .put("pubkey", pubkey);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
