package io.starling.server.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which JWTs are taken.
 *
 * @param issuer what {@code iss} must be; null: not looked at
 * @param audience what {@code aud} must contain; null: not looked at
 * @param leeway how far clocks may differ; at most 5 minutes
 * @param maxTokenBytes a longer token isn't looked at
 */
public record JwtOptions(
    JwtKeys keys,
    @Nullable String issuer,
    @Nullable String audience,
    Duration leeway,
    int maxTokenBytes) {

  public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);
  public static final int DEFAULT_MAX_TOKEN_BYTES = 16 * 1024;

  public JwtOptions {
    if (issuer != null && issuer.isBlank()) {
      throw new IllegalArgumentException("the JWT issuer is blank");
    }
    if (audience != null && audience.isBlank()) {
      throw new IllegalArgumentException("the JWT audience is blank");
    }
    if (leeway.isNegative() || leeway.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("the JWT leeway is 0 to 5 minutes, not " + leeway);
    }
    if (maxTokenBytes < 256 || maxTokenBytes > 1024 * 1024) {
      throw new IllegalArgumentException(
          "a JWT may have 256 B to 1 MiB at most, not " + maxTokenBytes);
    }
  }

  public JwtOptions(JwtKeys keys, @Nullable String issuer, @Nullable String audience) {
    this(keys, issuer, audience, DEFAULT_LEEWAY, DEFAULT_MAX_TOKEN_BYTES);
  }
}
