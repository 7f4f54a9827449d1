package io.starling.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a token whose signature is good says of somebody. Immutable. */
final class JwtClaims {

  /** The end of the year 9999; beyond it dates overflow. */
  private static final double LATEST = 253_402_300_799.0;

  private final JwtOptions options;
  private final InstantSource clock;

  JwtClaims(JwtOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  Verdict read(Map<String, Object> claims) {
    return refusal(claims).<Verdict>map(refused -> refused).orElseGet(() -> principal(claims));
  }

  private Optional<Verdict.Refused> refusal(Map<String, Object> claims) {
    Instant now = clock.instant();
    Optional<Instant> expiry = date(claims.get("exp"));
    if (expiry.isEmpty()) {
      return refused("The token does not say when it expires (exp)");
    }
    if (!now.isBefore(expiry.get().plus(options.leeway()))) {
      return Optional.of(Verdict.expired("The token has expired"));
    }
    if (claims.containsKey("nbf")) {
      Optional<Instant> start = date(claims.get("nbf"));
      if (start.isEmpty()) {
        return refused("The token's start (nbf) is no date");
      }
      if (now.isBefore(start.get().minus(options.leeway()))) {
        return refused("The token is not valid yet (nbf)");
      }
    }
    if (options.issuer() != null && !options.issuer().equals(claims.get("iss"))) {
      return refused("The token is not from the issuer that this server trusts (iss)");
    }
    if (options.audience() != null && !isFor(options.audience(), claims.get("aud"))) {
      return refused("The token is not for this server (aud)");
    }
    return Optional.empty();
  }

  private Verdict principal(Map<String, Object> claims) {
    if (!(claims.get("sub") instanceof String name) || !Principal.isName(name)) {
      return Verdict.invalid("The token does not say whose it is in 1 to 256 characters (sub)");
    }
    if (name.equals(Principal.ANONYMOUS)) {
      return Verdict.invalid("The token's subject has the name of nobody (sub)");
    }
    try {
      return new Verdict.Accepted(
          Principal.known(name, JwtPermissions.read(claims)),
          date(claims.get("exp")).map(expiry -> expiry.plus(options.leeway())));
    } catch (IllegalArgumentException e) {
      return Verdict.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isFor(String audience, @Nullable Object aud) {
    return audience.equals(aud) || (aud instanceof List<?> several && several.contains(audience));
  }

  private static Optional<Instant> date(@Nullable Object claim) {
    if (claim instanceof Number number) {
      double seconds = number.doubleValue();
      if (seconds >= 0 && seconds <= LATEST) {
        return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Refused> refused(String reason) {
    return Optional.of(Verdict.invalid(reason));
  }
}
