package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8CheckTest {

  private static final int MASK = 0x8F01_73EC;

  @Test
  void knowsEveryCharacter() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);

        assertThat(isUtf8(bytes)).as("U+%04X", point).isTrue();
      }
    }
  }

  @Test
  void agreesWithTheJdkOnAllPairsAndRandomBytes() {
    for (int pair = 0; pair < 0x10000; pair++) {
      byte[] bytes = {(byte) (pair >> 8), (byte) pair};
      assertThat(isUtf8(bytes)).as("%04X", pair).isEqualTo(jdkTakes(bytes));
    }
    var random = new Random(1);
    int good = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(5)];
      random.nextBytes(bytes);
      bytes[0] = (byte) (0xE0 | random.nextInt(21));
      for (int at = 1; at < bytes.length; at++) {
        bytes[at] = (byte) (0x80 | bytes[at]);
      }
      good += isUtf8(bytes) ? 1 : 0;
      assertThat(isUtf8(bytes)).isEqualTo(jdkTakes(bytes));
    }
    assertThat(good).isPositive();
  }

  /** The byte at which no character can go on any more. */
  @ParameterizedTest
  @CsvSource({
    "cebae1bdb9cf83cebccebcf4908080656469746564, 12",
    "c080, 0",
    "c1bf, 0",
    "61e0a061, 3",
    "e09f80, 1",
    "eda080, 1",
    "f08f8080, 1",
    "f4908080, 1",
    "f5808080, 0",
    "6180, 1",
    "616161616161616161fe, 9"
  })
  void failsAtTheFirstByteThatIsWrong(String hex, int wrong) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    var check = new Utf8Check();

    for (int i = 0; i < wrong; i++) {
      assertThat(check.takes(masked(bytes), i, i + 1, Integer.rotateLeft(MASK, 8 * i))).isTrue();
    }

    assertThat(check.takes(masked(bytes), wrong, wrong + 1, Integer.rotateLeft(MASK, 8 * wrong)))
        .isFalse();
    assertThat(new Utf8Check().takes(masked(bytes), 0, bytes.length, MASK)).isFalse();
  }

  @Test
  void takesTextInPiecesOfAnySize() {
    byte[] text =
        "Starlings: ψαρόνι, 椋鳥, 🐦🐦, and a long row of plain letters"
            .getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= text.length; size++) {
      var check = new Utf8Check();
      for (int from = 0; from < text.length; from += size) {
        int to = Math.min(text.length, from + size);
        assertThat(check.takes(masked(text), from, to, Integer.rotateLeft(MASK, 8 * from)))
            .isTrue();
      }
      assertThat(check.isComplete()).isTrue();
    }
  }

  @Test
  void knowsThatACharacterIsCut() {
    var check = new Utf8Check();

    assertThat(check.takes(Unpooled.wrappedBuffer(new byte[] {(byte) 0xE2, (byte) 0x82}), 0, 2, 0))
        .isTrue();

    assertThat(check.isComplete()).isFalse();
  }

  private static boolean isUtf8(byte[] bytes) {
    return Utf8Check.isUtf8(Unpooled.wrappedBuffer(bytes));
  }

  private static boolean jdkTakes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static ByteBuf masked(byte[] bytes) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= (byte) Integer.rotateLeft(MASK, 8 * (i + 1));
    }
    return Unpooled.wrappedBuffer(masked);
  }
}
