package io.starling.protocol.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.protocol.compression.Coding;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.Handshake;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NegotiationTest {

  @ParameterizedTest
  @CsvSource({"1,4,4", "1,1,1", "2,3,3", "3,3,3", "0,255,4", "4,9,4"})
  void givesTheHighestCommonVersion(int min, int max, int version) {
    assertThat(Negotiation.answer(new Handshake(min, max, 0, 0)))
        .isEqualTo(new Agreement(version, Format.POSITION, 0));
  }

  @ParameterizedTest
  @CsvSource({"5,9", "0,0", "3,2", "255,255"})
  void refusesWhereNoVersionIsCommon(int min, int max) {
    assertRefused(
        () -> Negotiation.answer(new Handshake(min, max, 1, 0)),
        ErrorCode.PROTOCOL_VERSION_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({"6", "77", "255"})
  void refusesFormatsThatThereAreNot(int format) {
    assertRefused(
        () -> Negotiation.answer(new Handshake(1, 4, format, 0)), ErrorCode.UNSUPPORTED_FORMAT);
  }

  @Test
  void givesOnlyCapabilitiesOfBothSides() {
    Agreement agreement = Negotiation.answer(new Handshake(1, 4, 1, 0xFFFF));

    assertThat(agreement.has(Capability.BINARY_HEARTBEAT)).isTrue();
    assertThat(agreement.has(Capability.BINARY_ERRORS)).isTrue();
    assertThat(agreement.has(Capability.ZLIB)).isTrue();
    assertThat(agreement.has(Capability.BROTLI)).isEqualTo(Coding.BROTLI.isAvailable());
    assertThat(agreement.capabilities() | Capability.BROTLI.mask()).isEqualTo(0x1F);
    assertThat(Negotiation.answer(new Handshake(1, 4, 1, 4)).capabilities()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"3,WIRE34", "4,WIRE36", "5,COMPUTE48"})
  void givesHeaderlessStreamsNothingElseThatIsBinary(int number, Format format) {
    Agreement agreement = Negotiation.answer(new Handshake(1, 4, number, 0xFFFF));

    assertThat(agreement.format()).isEqualTo(format);
    assertThat(agreement.isHeaderless()).isTrue();
    assertThat(agreement.has(Capability.BINARY_HEARTBEAT)).isFalse();
    assertThat(agreement.has(Capability.BINARY_ERRORS)).isFalse();
    assertThat(agreement.has(Capability.ZLIB)).isFalse();
    assertThat(agreement.has(Capability.BROTLI)).isFalse();
    assertThat(Agreement.DEFAULT.isHeaderless()).isFalse();
  }

  @Test
  void marksPartsFromVersion3() {
    assertThat(new Agreement(3, Format.POSITION, 0).marksParts()).isTrue();
    assertThat(new Agreement(2, Format.POSITION, 0).marksParts()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0x03, BROTLI",
    "4, 0x01, ZLIB",
    "3, 0x02, BROTLI",
    "3, 0x1C, ",
    "2, 0x03, ",
    "1, 0x01, ",
  })
  void compressesFromVersion3(int version, int capabilities, @Nullable Coding coding) {
    Agreement agreement = new Agreement(version, Format.POSITION, capabilities);

    assertThat(agreement.compression()).isEqualTo(Optional.ofNullable(coding));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"WIRE34", "WIRE36", "COMPUTE48"})
  void compressesNothingWithoutHeaders(Format format) {
    Agreement agreement = new Agreement(4, format, 0x03);

    assertThat(agreement.compression()).isEmpty();
    assertThat(agreement.has(Coding.ZLIB)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "3,,,3,POSITION,0",
    "1,position,,1,POSITION,0",
    "4,client28,'zlib,heartbeat,errors,acks',4,CLIENT28,29",
    ",client28,,2,CLIENT28,0",
    ",position,,2,POSITION,0",
    ",compact,,3,COMPACT,0",
    ",wire34,,2,WIRE34,0",
    "1,wire36,,1,WIRE36,0",
    "4,compute48,'heartbeat,errors,zlib',4,COMPUTE48,0",
    ",,errors,2,POSITION,8",
    "2,,' errors , of-the-future,',2,POSITION,8",
    "2,,'',2,POSITION,0",
  })
  void readsTheUrl(
      @Nullable String v,
      @Nullable String format,
      @Nullable String caps,
      int version,
      Format agreed,
      int bits) {
    assertThat(Negotiation.fromQuery(v, format, caps))
        .contains(new Agreement(version, agreed, bits));
  }

  @Test
  void leavesAnEmptyUrlUndecided() {
    assertThat(Negotiation.fromQuery(null, null, null)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "three,,VALIDATION_ERROR",
    "'',,VALIDATION_ERROR",
    "-1,,VALIDATION_ERROR",
    "99999999999,,VALIDATION_ERROR",
    "0,,PROTOCOL_VERSION_MISMATCH",
    "5,,PROTOCOL_VERSION_MISMATCH",
    "999,,PROTOCOL_VERSION_MISMATCH",
    "2,compact,PROTOCOL_VERSION_MISMATCH",
    "3,wire35,UNSUPPORTED_FORMAT",
    "3,Position,UNSUPPORTED_FORMAT",
    "3,'',UNSUPPORTED_FORMAT",
  })
  void refusesUrls(@Nullable String v, @Nullable String format, ErrorCode code) {
    assertRefused(() -> Negotiation.fromQuery(v, format, null), code);
  }

  @Test
  void neverRepeatsAUrlInTheError() {
    assertThatThrownBy(() -> Negotiation.fromQuery("3", "<script>", null))
        .hasMessageNotContaining("script")
        .hasMessageContaining("[position, client28, compact, wire34, wire36, compute48]");
  }

  private static void assertRefused(Runnable negotiate, ErrorCode code) {
    assertThatThrownBy(negotiate::run)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
