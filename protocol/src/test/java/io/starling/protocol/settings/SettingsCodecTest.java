package io.starling.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import io.starling.protocol.settings.SettingsMessage.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of messages, held against {@code protocol/vectors/settings}. */
final class SettingsCodecTest {
  private static final int GZIP = 0xFF;
  private static final int EVERY_BYTE_BELOW = 2_000;
  private static final List<String> CASES =
      List.of("typical", "empty", "maximal", "truncated", "lying");

  static Stream<SettingsVector> vectors() {
    return SettingsVector.messages();
  }

  static Stream<SettingsVector> encoded() {
    return vectors().filter(SettingsVector::isEncoded);
  }

  static Stream<SettingsVector> decoded() {
    return vectors().filter(vector -> !vector.isRefused());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsAsTheVectorSays(SettingsVector vector) {
    ByteBuf bytes = vector.bytes();

    if (vector.isRefused()) {
      assertThatThrownBy(() -> SettingsCodec.decode(bytes))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code().name()).isEqualTo(vector.json().get("error").stringValue()));
    } else {
      assertThat(SettingsCodec.decode(bytes)).isEqualTo(vector.message());
    }
    assertThat(bytes.readerIndex()).isZero();
  }

  /** Deflated bytes have many spellings: of gzip only that it is used, and what it says. */
  @ParameterizedTest
  @MethodSource("encoded")
  void writesAsTheVectorSays(SettingsVector vector) {
    ByteBuf expected = vector.bytes();
    ByteBuf written = encode(vector.message());

    assertThat(written.getUnsignedByte(0)).isEqualTo(expected.getUnsignedByte(0));
    if (expected.getUnsignedByte(0) == GZIP) {
      assertThat(SettingsCodec.decode(written)).isEqualTo(vector.message());
    } else {
      assertThat(ByteBufUtil.hexDump(written)).isEqualTo(ByteBufUtil.hexDump(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("decoded")
  void refusesEveryProperPrefix(SettingsVector vector) {
    ByteBuf bytes = vector.bytes();
    int step = bytes.readableBytes() < EVERY_BYTE_BELOW ? 1 : 997;

    for (int length = 0; length < bytes.readableBytes(); length += step) {
      ByteBuf prefix = bytes.slice(0, length);
      assertThatThrownBy(() -> SettingsCodec.decode(prefix)).isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryCaseOfEveryMessage(Opcode opcode) {
    assertCases(opcode.name().replace("_", ""));
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryCaseOfEveryValue(Tag tag) {
    assertCases(tag == Tag.TEXT ? "STRING" : tag.name());
  }

  private static void assertCases(String what) {
    for (String kind : CASES) {
      String pattern = "(?i)%s %s(:.*)?".formatted(what, kind);
      assertThat(vectors()).anyMatch(vector -> vector.name().matches(pattern));
    }
  }

  @Test
  void hasARecordForEachOpcodeAndTag() {
    assertThat(SettingsMessage.class.getPermittedSubclasses()).hasSameSizeAs(Opcode.values());
    assertThat(Value.class.getPermittedSubclasses()).hasSameSizeAs(Tag.values());
    assertThat(Arrays.stream(Opcode.values()).map(Opcode::code))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(Arrays.stream(Tag.values()).map(Tag::code))
        .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void readsABufferThatDoesNotBeginAtZero() {
    ByteBuf message = Unpooled.directBuffer().writeBytes(new byte[] {9, 9, 9, 0, 1, 1, 0, 0, 0});
    message.skipBytes(3);

    SettingsMessage read = SettingsCodec.decode(message);

    assertThat(read).isEqualTo(new SettingsMessage.Get(1));
    message.release();
  }

  @Test
  void saysAtWhichByteAMessageBroke() {
    ByteBuf message = Unpooled.wrappedBuffer(new byte[] {0, 2, 1, 0, 0, 0, 77});

    assertThatThrownBy(() -> SettingsCodec.decode(message))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.byteOffset()).isEqualTo(7));
  }

  @Test
  void appendsNothingOfWhatItCannotWrite() {
    ByteBuf out = Unpooled.buffer().writeByte(42);
    Value deep = Value.NULL;
    for (int i = 0; i < 33; i++) {
      deep = new Value.Array(List.of(deep));
    }
    SettingsMessage tooDeep = new SettingsMessage.Set(new Setting(1, deep));
    SettingsMessage tooLong =
        new SettingsMessage.Paths(List.of(new NamedPath(11, "ä".repeat(32_768))));

    for (SettingsMessage message : List.of(tooDeep, tooLong)) {
      assertThatThrownBy(() -> SettingsCodec.encode(out, message))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
      assertThat(out.readableBytes()).isEqualTo(1);
    }
  }

  @Test
  void appendsBehindWhatThereIs() {
    ByteBuf out = Unpooled.buffer().writeByte(42);
    SettingsMessage message =
        new SettingsMessage.Set(new Setting(11, new Value.Text("so ".repeat(200))));

    SettingsCodec.encode(out, message);

    assertThat(out.readByte()).isEqualTo((byte) 42);
    assertThat(out.getUnsignedByte(1)).isEqualTo((short) GZIP);
    assertThat(SettingsCodec.decode(out)).isEqualTo(message);
  }

  private static ByteBuf encode(SettingsMessage message) {
    ByteBuf out = Unpooled.buffer();
    SettingsCodec.encode(out, message);
    return out;
  }
}
