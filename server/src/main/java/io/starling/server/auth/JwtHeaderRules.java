package io.starling.server.auth;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a JWT's header may say before its signature is looked at (RFC 8725). */
final class JwtHeaderRules {

  private static final int MAX_KID = 256;

  /** Without ES256K, which needs a curve that the JDK doesn't have, and without Ed448. */
  private static final Set<String> ALGORITHMS =
      Stream.of(
              JWSAlgorithm.Family.HMAC_SHA.stream(),
              JWSAlgorithm.Family.RSA.stream(),
              Stream.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512),
              Stream.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519))
          .flatMap(each -> each)
          .map(JWSAlgorithm::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** {@code at+jwt} is an access token (RFC 9068); other types are tokens for something else. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private static final List<String> OWN_KEYS = List.of("jku", "jwk", "x5u", "x5c");

  private JwtHeaderRules() {}

  /** Why a token with this header is refused, whoever signed it. */
  static Optional<String> refusal(Map<String, Object> header) {
    return Optional.ofNullable(reason(header));
  }

  private static @Nullable String reason(Map<String, Object> header) {
    if (!(header.get("alg") instanceof String algorithm)) {
      return "The token does not say how it is signed";
    }
    if (algorithm.equalsIgnoreCase("none")) {
      return "The token is not signed";
    }
    if (header.containsKey("enc")) {
      return "The token is encrypted; this server takes signed ones";
    }
    if (!ALGORITHMS.contains(algorithm)) {
      return "The token is signed in a way that this server does not take";
    }
    if (OWN_KEYS.stream().anyMatch(header::containsKey)) {
      return "The token brings its own key, or the address of one";
    }
    if (header.containsKey("crit") || header.containsKey("b64")) {
      return "The token demands an extension that this server does not know";
    }
    if (header.containsKey("typ") && !isType(header.get("typ"))) {
      return "The token is of a type that is not for this";
    }
    if (header.containsKey("kid") && !isKeyId(header.get("kid"))) {
      return "The token's key id is not a name of a key";
    }
    return null;
  }

  private static boolean isType(@Nullable Object type) {
    return type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT));
  }

  /** A key id is only ever compared; a path or an address is refused for what it tries. */
  private static boolean isKeyId(@Nullable Object kid) {
    return kid instanceof String text
        && !text.isEmpty()
        && text.length() <= MAX_KID
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')
        && !text.startsWith("/")
        && !text.contains("..")
        && !text.contains("./")
        && !text.contains(":/");
  }
}
