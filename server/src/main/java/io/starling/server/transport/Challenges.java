package io.starling.server.transport;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What each connection is told to sign, if it wants to be known by a key. Thread-safe. */
final class Challenges {

  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** One that nobody can guess and nobody else has. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
