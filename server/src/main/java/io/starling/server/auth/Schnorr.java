package io.starling.server.auth;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;

/** BIP-340 signatures over secp256k1, by the C library of Bitcoin. Thread-safe. */
final class Schnorr {

  private static final int KEY_BYTES = 32;
  private static final int MESSAGE_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  private final Secp256k1 library;

  /**
   * Loads the library.
   *
   * @throws IllegalStateException if there is none for this machine
   */
  Schnorr() {
    try {
      this.library = Secp256k1.get();
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException("libsecp256k1 can't be loaded: Nostr needs it", e);
    }
  }

  /** Whether the key signed this hash; false too where a key is no point of the curve. */
  boolean verify(byte[] signature, byte[] hash, byte[] pubkey) {
    if (signature.length != SIGNATURE_BYTES
        || hash.length != MESSAGE_BYTES
        || pubkey.length != KEY_BYTES) {
      return false;
    }
    try {
      return library.verifySchnorr(signature, hash, pubkey);
    } catch (Secp256k1Exception _) {
      return false;
    }
  }
}
