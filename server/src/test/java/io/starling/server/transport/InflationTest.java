package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.starling.server.testing.Deflated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {

  private static final int MEBIBYTE = 1 << 20;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
  private final Inflation inflation = new Inflation();

  @AfterEach
  void keepsNothing() {
    assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
        .isZero();
  }

  /** The examples of RFC 7692, section 7.2.3. */
  @ParameterizedTest
  @CsvSource({
    "f248cdc9c90700, Hello",
    "000500faff48656c6c6f00, Hello",
    "f348cdc9c9070000, Hello",
    "f248050000 00ffffcac9c90700, Hello",
    "00, ''",
    "0200, ''"
  })
  void readsTheExamplesOfTheStandard(String hex, String expected) {
    ByteBuf message = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));

    assertThat(text(message)).isEqualTo(expected);
  }

  /** Some leave out the empty block that has to follow a final one. */
  @Test
  void readsAMessageThatEndsWithAFinalBlock() {
    assertThat(text(Unpooled.wrappedBuffer(HexFormat.of().parseHex("f348cdc9c90700"))))
        .isEqualTo("Hello");
  }

  @Test
  void keepsNoWindowBetweenMessages() {
    assertThat(text(hex("f248cdc9c90700"))).isEqualTo("Hello");

    // The second message of the standard's example of context takeover.
    assertThatThrownBy(() -> text(hex("f200110000"))).satisfies(closesWith(1007));

    assertThat(text(hex("f248cdc9c90700"))).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 65_535, 65_536, 300_000, MEBIBYTE})
  void readsMessagesOfAnySize(int length) {
    byte[] plain = noise(length);

    assertThat(inflated(Unpooled.wrappedBuffer(Deflated.deflate(plain)))).isEqualTo(plain);
  }

  @Test
  void readsAMessageInPieces() {
    byte[] plain = noise(10_000);
    byte[] compressed = Deflated.deflate(plain);
    for (int size : new int[] {1, 7, 1_000}) {
      var pieces = Unpooled.compositeBuffer(compressed.length + 1);
      for (int from = 0; from < compressed.length; from += size) {
        pieces.addComponent(
            true,
            Unpooled.wrappedBuffer(
                Arrays.copyOfRange(compressed, from, Math.min(compressed.length, from + size))));
      }

      assertThat(inflated(pieces)).isEqualTo(plain);
      pieces.release();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ff", "07", "f248cdc9c9", "f248cd", "000500faff48656c", "00ff", "0000"})
  void refusesWhatIsNoWholeMessage(String hex) {
    assertThatThrownBy(() -> text(hex(hex))).satisfies(closesWith(1007));
  }

  @Test
  void refusesAMessageThatIsCutAnywhere() {
    byte[] compressed = Deflated.deflate(noise(600));
    for (int length = 0; length < compressed.length; length++) {
      ByteBuf cut = Unpooled.wrappedBuffer(compressed, 0, length);

      assertThatThrownBy(() -> inflated(cut)).satisfies(closesWith(1007));
    }
  }

  /** Each would cost a start of its own: a mebibyte of them half a million. */
  @Test
  void refusesARowOfFinalBlocks() {
    assertThatThrownBy(() -> text(hex("0300".repeat(1_000)))).satisfies(closesWith(1007));
  }

  @Test
  void endsWithRandomBytesEitherWay() {
    var random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      try {
        inflated(Unpooled.wrappedBuffer(bytes));
      } catch (CorruptedWebSocketFrameException bad) {
        assertThat(bad.closeStatus().code()).isEqualTo(1007);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(15_000);
  }

  @Test
  void inflatesToSixtyFourKibibytesInAnyCase() {
    byte[] compressed = Deflated.deflate(new byte[Inflation.MAX_SMALL]);
    assertThat(compressed).hasSizeLessThan(Inflation.MAX_SMALL / Inflation.MAX_FACTOR);

    assertThat(inflated(Unpooled.wrappedBuffer(compressed))).hasSize(Inflation.MAX_SMALL);
    assertThatThrownBy(
            () ->
                inflated(
                    Unpooled.wrappedBuffer(Deflated.deflate(new byte[Inflation.MAX_SMALL + 1]))))
        .satisfies(closesWith(1009));
  }

  /** 61 KB that would be 60 MiB. */
  @Test
  void inflatesToSixtyFourTimesItsSizeAndNoFurther() {
    byte[] compressed = Deflated.deflate(new byte[60 * MEBIBYTE]);
    assertThat(compressed).hasSizeLessThan(62_000);

    assertThatThrownBy(
            () -> inflation.inflate(Unpooled.wrappedBuffer(compressed), 100 * MEBIBYTE, allocator))
        .satisfies(closesWith(1009));
  }

  @Test
  void inflatesToTheBoundOfMessages() {
    byte[] plain = noise(5_000);
    ByteBuf compressed = Unpooled.wrappedBuffer(Deflated.deflate(plain));

    assertThatThrownBy(() -> inflation.inflate(compressed, 4_999, allocator))
        .satisfies(closesWith(1009));
    inflation.inflate(compressed, 5_000, allocator).release();
  }

  private static Consumer<Throwable> closesWith(int code) {
    return thrown -> {
      assertThat(thrown).isInstanceOf(CorruptedWebSocketFrameException.class);
      assertThat(((CorruptedWebSocketFrameException) thrown).closeStatus().code()).isEqualTo(code);
    };
  }

  private String text(ByteBuf message) {
    return new String(inflated(message), StandardCharsets.UTF_8);
  }

  private byte[] inflated(ByteBuf message) {
    ByteBuf plain = inflation.inflate(message, MEBIBYTE, allocator);
    try {
      return ByteBufUtil.getBytes(plain);
    } finally {
      plain.release();
    }
  }

  private static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }

  /** Bytes of sixteen kinds: they compress to a half. */
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      bytes[i] &= 0x0F;
    }
    return bytes;
  }
}
