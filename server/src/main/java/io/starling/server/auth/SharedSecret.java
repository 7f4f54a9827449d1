package io.starling.server.auth;

import java.nio.charset.StandardCharsets;

/** A secret that a JWT is signed with. It never shows itself. Immutable. */
public final class SharedSecret {

  /** HS256's hash; a shorter secret is easier to guess than the hash to forge (RFC 7518, 3.2). */
  public static final int MIN_BYTES = 32;

  private final byte[] bytes;

  private SharedSecret(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("a JWT secret has at least 32 bytes");
    }
    this.bytes = bytes;
  }

  public static SharedSecret of(String text) {
    return new SharedSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  public static SharedSecret of(byte[] bytes) {
    return new SharedSecret(bytes.clone());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int bits() {
    return bytes.length * 8;
  }

  @Override
  public String toString() {
    return "SharedSecret[redacted]";
  }
}
