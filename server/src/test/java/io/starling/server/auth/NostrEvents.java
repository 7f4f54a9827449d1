package io.starling.server.auth;

import com.nimbusds.jose.util.JSONObjectUtils;
import fr.acinq.secp256k1.Secp256k1;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signs Nostr events as clients do. */
final class NostrEvents {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final long SECONDS = NOW.getEpochSecond();
  static final String CHALLENGE = "challenge-77aa";
  static final String URL = "http://localhost:3001/api/v1/graph?limit=5";

  /** A part of every event that must be found nowhere else. */
  static final String CANARY = "canary-c0ffee42";

  static final byte[] ADA = key(1);
  static final byte[] EVE = key(2);

  static final Occasion OCCASION =
      new Occasion("GET", URI.create(URL), CHALLENGE, Set.of("localhost", "127.0.0.1"));

  private NostrEvents() {}

  static String pubkey(byte[] secret) {
    byte[] point = Secp256k1.get().pubkeyCreate(secret);
    return HexFormat.of().formatHex(Arrays.copyOfRange(point, 1, 33));
  }

  static List<String> tag(String... values) {
    return List.of(values);
  }

  static NostrEvent login(long createdAt, List<List<String>> tags) {
    return sign(ADA, createdAt, 22_242, tags, CANARY);
  }

  static NostrEvent login(String relay) {
    return login(SECONDS, List.of(tag("relay", relay), tag("challenge", CHALLENGE)));
  }

  static NostrEvent login() {
    return login("ws://localhost:3001/ws/graph");
  }

  static NostrEvent http(long createdAt, List<List<String>> tags) {
    return sign(ADA, createdAt, 27_235, tags, CANARY);
  }

  static NostrEvent http(String url) {
    return http(SECONDS, List.of(tag("u", url), tag("method", "GET")));
  }

  static NostrEvent sign(
      byte[] secret, long createdAt, int kind, List<List<String>> tags, String content) {
    var unsigned = new NostrEvent("", pubkey(secret), createdAt, kind, tags, content, "");
    String id = unsigned.computedId();
    byte[] sig = Secp256k1.get().signSchnorr(HexFormat.of().parseHex(id), secret, new byte[32]);
    return new NostrEvent(
        id, unsigned.pubkey(), createdAt, kind, tags, content, HexFormat.of().formatHex(sig));
  }

  static Map<String, Object> fields(NostrEvent event) {
    var fields = new TreeMap<String, Object>();
    fields.put("id", event.id());
    fields.put("pubkey", event.pubkey());
    fields.put("created_at", event.createdAt());
    fields.put("kind", event.kind());
    fields.put("tags", event.tags());
    fields.put("content", event.content());
    fields.put("sig", event.sig());
    return fields;
  }

  static String json(NostrEvent event) {
    return JSONObjectUtils.toJSONString(fields(event));
  }

  static String base64(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static Credential message(NostrEvent event) {
    return new Credential.Message(json(event), event.pubkey());
  }

  static Credential header(NostrEvent event) {
    return new Credential.NostrHttp(base64(json(event)));
  }

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    key[31] = (byte) value;
    return key;
  }
}
