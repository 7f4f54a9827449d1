package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * BIP-340's own vectors: {@code bip-0340/test-vectors.csv} of github.com/bitcoin/bips. Those of
 * messages that aren't 32 bytes are refused: a Nostr event's id has 32.
 */
class SchnorrTest {

  private final Schnorr schnorr = new Schnorr();

  @ParameterizedTest
  @CsvFileSource(resources = "bip340-test-vectors.csv", numLinesToSkip = 1)
  void verifies(
      int index,
      @Nullable String secretKey,
      String publicKey,
      @Nullable String auxRand,
      @Nullable String message,
      String signature,
      boolean isGood,
      @Nullable String comment) {
    byte[] hash = HexFormat.of().parseHex(message == null ? "" : message);

    boolean verified =
        schnorr.verify(
            HexFormat.of().parseHex(signature), hash, HexFormat.of().parseHex(publicKey));

    assertThat(verified)
        .describedAs("%s %s %s %s", index, secretKey, auxRand, comment)
        .isEqualTo(isGood && hash.length == 32);
  }
}
