package io.starling.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Signs JWTs, good ones and such as no library would. */
final class Tokens {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String ISSUER = "https://issuer.example";
  static final String AUDIENCE = "starling";

  /** A part of every token that must be found nowhere else. */
  static final String CANARY = "canary-5e1f0c9d";

  static final String SECRET = "a secret of 64 bytes, which is enough for HS512 and so for all..";

  static final RSAKey RSA = rsa("rsa", 2048);
  static final RSAKey OTHER_RSA = rsa("rsa", 2048);
  static final RSAKey WEAK_RSA = rsa("weak", 1024);
  static final ECKey EC256 = ec("ec256", Curve.P_256);
  static final ECKey EC384 = ec("ec384", Curve.P_384);
  static final ECKey EC521 = ec("ec521", Curve.P_521);
  static final KeyPair ED_PAIR = ed();
  static final OctetKeyPair ED =
      new OctetKeyPair.Builder(Curve.Ed25519, x(ED_PAIR)).keyID("ed").build();

  /** What signs a token's first two parts. */
  interface Signer {
    byte[] sign(byte[] input) throws JOSEException, GeneralSecurityException;
  }

  private Tokens() {}

  static Signer rs(RSAKey key, JWSAlgorithm algorithm) {
    return input ->
        sign(new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance())), algorithm, input);
  }

  static Signer es(ECKey key, JWSAlgorithm algorithm) {
    return input -> sign(new ECDSASigner(key), algorithm, input);
  }

  static Signer hs(byte[] secret, JWSAlgorithm algorithm) {
    return input -> {
      var mac = javax.crypto.Mac.getInstance("HmacSHA" + algorithm.getName().substring(2));
      mac.init(new javax.crypto.spec.SecretKeySpec(secret, "hmac"));
      return mac.doFinal(input);
    };
  }

  static Signer hs(String secret, JWSAlgorithm algorithm) throws JOSEException {
    var signer = new MACSigner(secret);
    return input -> sign(signer, algorithm, input);
  }

  static byte[] signEd(byte[] input) throws GeneralSecurityException {
    var signature = Signature.getInstance("Ed25519");
    signature.initSign(ED_PAIR.getPrivate());
    signature.update(input);
    return signature.sign();
  }

  private static byte[] sign(JWSSigner signer, JWSAlgorithm algorithm, byte[] input)
      throws JOSEException {
    return signer.sign(new JWSHeader(algorithm), input).decode();
  }

  /** Claims that are good, changed as somebody likes. */
  static String claims(UnaryOperator<Map<String, Object>> change) {
    var claims = new TreeMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", "ada " + CANARY);
    claims.put("exp", NOW.getEpochSecond() + 600);
    return JSONObjectUtils.toJSONString(change.apply(claims));
  }

  static String with(String claim, @Nullable Object value) {
    return claims(
        claims -> {
          claims.put(claim, value);
          return claims;
        });
  }

  static String without(String claim) {
    return claims(
        claims -> {
          claims.remove(claim);
          return claims;
        });
  }

  static String good() {
    return claims(claims -> claims);
  }

  static String header(String algorithm, String kid) {
    return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
  }

  static String compact(String header, String payload, Signer signer) {
    return compact(header, payload.getBytes(StandardCharsets.UTF_8), signer);
  }

  static String compact(String header, byte[] payload, Signer signer) {
    String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
    try {
      return input + "." + Base64URL.encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good token by the RSA key. */
  static String rsaToken(String payload) {
    return compact(header("RS256", "rsa"), payload, rs(RSA, JWSAlgorithm.RS256));
  }

  /** A JWK set of the public halves. */
  static String set(JWK... keys) {
    return JSONObjectUtils.toJSONString(
        Map.of("keys", Arrays.stream(keys).map(key -> key.toPublicJWK().toJSONObject()).toList()));
  }

  static List<JWK> allKeys() {
    return List.of(RSA, WEAK_RSA, EC256, EC384, EC521, ED);
  }

  static RSAKey rsa(String kid, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String kid, Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair ed() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last 32 bytes of the X.509 encoding. */
  private static Base64URL x(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }
}
