package io.starling.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Optional;

/** RS*, PS*, ES* and EdDSA by the public keys of a set. Thread-safe. */
final class KeySetSignatures implements SignatureCheck {

  /** RFC 7518, 3.3. */
  private static final int MIN_RSA_BITS = 2048;

  /** The cost of a check grows with the square. */
  private static final int MAX_RSA_BITS = 8192;

  /** A token without a key id is checked with each key that fits, of some ms each with EC keys. */
  private static final int MAX_TRIED = 8;

  private final KeySource source;

  KeySetSignatures(KeySource source) {
    this.source = source;
  }

  @Override
  public Optional<Verdict.Refused> refusal(SignedJWT jwt) {
    JWSHeader header = jwt.getHeader();
    // A public key is known to all: used as a secret, everybody could sign with it.
    if (JWSAlgorithm.Family.HMAC_SHA.contains(header.getAlgorithm())) {
      return refused("The token is signed with a secret; this server knows public keys");
    }
    try {
      return refusal(jwt, source.keys(header.getKeyID()));
    } catch (KeysUnavailableException _) {
      return Optional.of(
          Verdict.unavailable("The keys that tokens are checked with can't be had now"));
    }
  }

  private static Optional<Verdict.Refused> refusal(SignedJWT jwt, List<JWK> keys) {
    if (keys.isEmpty()) {
      return refused("The token is signed with a key that this server does not know");
    }
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    List<JWK> fitting =
        keys.stream().filter(key -> fits(key, algorithm) && isForSignatures(key)).toList();
    if (fitting.isEmpty()) {
      return refused("The token's key is not for how the token is signed");
    }
    List<JWK> strong = fitting.stream().filter(KeySetSignatures::isStrong).toList();
    if (strong.isEmpty()) {
      return refused("The token's key is an RSA key of less than 2048 bits or more than 8192");
    }
    if (strong.size() > MAX_TRIED) {
      return refused("The token does not say which of many keys signed it (kid)");
    }
    return strong.stream().anyMatch(key -> signed(jwt, key))
        ? Optional.empty()
        : refused("The token's signature is not valid");
  }

  private static boolean fits(JWK key, JWSAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !sameAlgorithm(key.getAlgorithm().getName(), algorithm)) {
      return false;
    }
    return switch (key) {
      case RSAKey _ -> JWSAlgorithm.Family.RSA.contains(algorithm);
      case ECKey ec ->
          JWSAlgorithm.Family.EC.contains(algorithm)
              && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
      case OctetKeyPair okp -> Curve.Ed25519.equals(okp.getCurve()) && isEd25519(algorithm);
      default -> false;
    };
  }

  /** {@code EdDSA} and {@code Ed25519} (RFC 9864) are two names of one thing for such a key. */
  private static boolean sameAlgorithm(String name, JWSAlgorithm algorithm) {
    return name.equals(algorithm.getName())
        || (isEd25519(algorithm) && isEd25519(new JWSAlgorithm(name)));
  }

  private static boolean isEd25519(JWSAlgorithm algorithm) {
    return algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519);
  }

  private static boolean isForSignatures(JWK key) {
    return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null
            || key.getKeyOperations().isEmpty()
            || key.getKeyOperations().contains(KeyOperation.VERIFY));
  }

  private static boolean isStrong(JWK key) {
    return !(key instanceof RSAKey) || (key.size() >= MIN_RSA_BITS && key.size() <= MAX_RSA_BITS);
  }

  private static boolean signed(SignedJWT jwt, JWK key) {
    try {
      return jwt.verify(verifier(key));
    } catch (JOSEException _) {
      return false;
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
      case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
      case OctetKeyPair okp -> new Ed25519Verifier(okp);
      default -> throw new JOSEException("no key that signs");
    };
  }

  private static Optional<Verdict.Refused> refused(String reason) {
    return Optional.of(Verdict.invalid(reason));
  }

  @Override
  public void close() {
    source.close();
  }
}
