package io.starling.server.auth;

import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;

/** Who signed a JWT. Blocks while keys are fetched. Thread-safe. */
sealed interface SignatureCheck extends AutoCloseable permits KeySetSignatures, SecretSignatures {

  /** Why the signature is none of ours; empty if it is good. */
  Optional<Verdict.Refused> refusal(SignedJWT jwt);

  @Override
  void close();

  static SignatureCheck by(JwtKeys keys) {
    return switch (keys) {
      case JwtKeys.Secrets(var secrets) -> new SecretSignatures(secrets);
      case JwtKeys.KeyFile(var path) -> new KeySetSignatures(new KeyFileSource(path));
      case JwtKeys.KeyUrl url -> new KeySetSignatures(new KeyUrlSource(url));
    };
  }
}
