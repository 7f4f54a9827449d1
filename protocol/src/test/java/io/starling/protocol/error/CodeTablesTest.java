package io.starling.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CodeTablesTest {

  @ParameterizedTest
  @EnumSource
  void saysSomethingToAPerson(ErrorCode code) {
    assertThat(code.defaultMessage()).isNotBlank().doesNotEndWith(".");
    assertThat(code.category().wireName())
        .isIn("validation", "server", "protocol", "auth", "rate_limit");
  }

  @ParameterizedTest
  @EnumSource
  void fitsACloseFrame(CloseCode code) {
    assertThat(code.reason().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 123);
    assertThat(code.number()).matches(n -> (n >= 1000 && n <= 1011) || (n >= 4000 && n < 5000));
  }

  @Test
  void sendsAwayOnlyAfterANormalEndOrARefusal() {
    assertThat(CloseCode.values())
        .filteredOn(code -> !code.comeBack())
        .containsExactly(
            CloseCode.NORMAL,
            CloseCode.AUTHENTICATION_FAILED,
            CloseCode.TOKEN_EXPIRED,
            CloseCode.FORBIDDEN,
            CloseCode.BANNED);
  }

  @Test
  void blamesAByte() {
    ProtocolException e = ProtocolException.at(ErrorCode.MALFORMED_FRAME, "x", 3).shifted(10);

    assertThat(e.byteOffset()).isEqualTo(13);
    assertThat(e.failure(5))
        .isEqualTo(
            new Failure(
                ErrorCode.MALFORMED_FRAME, "x", Map.of("offset", 13), 0, List.of(), 5, null));
    assertThat(e.getStackTrace()).isEmpty();
  }

  @Test
  void blamesAField() {
    ProtocolException e = ProtocolException.in(ErrorCode.VALIDATION_ERROR, "x", "/a/0");

    assertThat(e.failure(5))
        .isEqualTo(
            new Failure(ErrorCode.VALIDATION_ERROR, "x", Map.of(), 0, List.of("/a/0"), 5, null));
  }

  @Test
  void blamesNothing() {
    ProtocolException e = ProtocolException.of(ErrorCode.UNSUPPORTED_FORMAT, "x");

    assertThat(e.failure(5)).isEqualTo(Failure.of(ErrorCode.UNSUPPORTED_FORMAT, "x", 5));
    assertThat(e.byteOffset()).isEqualTo(-1);
  }

  @Test
  void growsWithWhatIsKnown() {
    Failure failure =
        Failure.of(ErrorCode.RATE_LIMIT_EXCEEDED, 5)
            .withDetails(Map.of("limit", 300))
            .withRetryAfter(1_000);

    assertThat(failure)
        .isEqualTo(
            new Failure(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Too many requests",
                Map.of("limit", 300),
                1_000,
                List.of(),
                5,
                null));
  }
}
