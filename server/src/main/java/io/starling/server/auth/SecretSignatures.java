package io.starling.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Optional;

/** HS256, HS384 and HS512 by shared secrets. Immutable. */
final class SecretSignatures implements SignatureCheck {

  private final List<SharedSecret> secrets;

  SecretSignatures(List<SharedSecret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  @Override
  public Optional<Verdict.Refused> refusal(SignedJWT jwt) {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (!JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)) {
      return refused("The token is signed with a private key; this server shares a secret");
    }
    List<SharedSecret> fitting =
        secrets.stream().filter(each -> each.bits() >= hashBits(algorithm)).toList();
    if (fitting.isEmpty()) {
      return refused("The secret of this server is too short for how the token is signed");
    }
    return fitting.stream().anyMatch(each -> signed(jwt, each))
        ? Optional.empty()
        : refused("The token's signature is not valid");
  }

  private static boolean signed(SignedJWT jwt, SharedSecret secret) {
    try {
      return jwt.verify(new MACVerifier(secret.bytes()));
    } catch (JOSEException _) {
      return false;
    }
  }

  private static int hashBits(JWSAlgorithm algorithm) {
    return Integer.parseInt(algorithm.getName().substring("HS".length()));
  }

  private static Optional<Verdict.Refused> refused(String reason) {
    return Optional.of(Verdict.invalid(reason));
  }

  @Override
  public void close() {}
}
