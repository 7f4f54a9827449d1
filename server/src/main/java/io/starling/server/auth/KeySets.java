package io.starling.server.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JWK sets (RFC 7517) of a bounded size. */
final class KeySets {

  static final int MAX_BYTES = 512 * 1024;

  /** Far more than a rotation needs. */
  static final int MAX_KEYS = 100;

  private KeySets() {}

  static JWKSet parse(byte[] json) throws KeysUnavailableException {
    if (json.length > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      Map<String, Object> set = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
      if (set == null || !(set.get("keys") instanceof List<?> keys)) {
        throw new KeysUnavailableException("The key set has no list of keys");
      }
      if (keys.size() > MAX_KEYS) {
        throw new KeysUnavailableException(
            "The key set has " + keys.size() + " keys, more than " + MAX_KEYS);
      }
      if (keys.stream().anyMatch(key -> !(key instanceof Map))) {
        throw new KeysUnavailableException("The key set has something in it that is no key");
      }
      return JWKSet.parse(set);
    } catch (ParseException | IllegalArgumentException | IllegalStateException _) {
      throw new KeysUnavailableException("The key set is not a JSON Web Key Set");
    }
  }

  static KeysUnavailableException tooLarge() {
    return new KeysUnavailableException("The key set has more than " + MAX_BYTES + " bytes");
  }

  static JWKSelector selector(@Nullable String kid) {
    var matcher = new JWKMatcher.Builder();
    return new JWKSelector((kid == null ? matcher : matcher.keyID(kid)).build());
  }

  static List<JWK> select(JWKSet set, @Nullable String kid) {
    return selector(kid).select(set);
  }
}
