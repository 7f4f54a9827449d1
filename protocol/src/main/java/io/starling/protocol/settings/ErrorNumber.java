package io.starling.protocol.settings;

import io.starling.protocol.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** Error codes as the u16 of {@link SettingsMessage.Failed}; the hundreds are the category. */
public final class ErrorNumber {
  private ErrorNumber() {}

  /** Returns a code's number. */
  public static int of(ErrorCode code) {
    return switch (code) {
      case VALIDATION_ERROR -> 100;
      case UNKNOWN_TYPE -> 101;
      case UNKNOWN_METHOD -> 102;
      case UNKNOWN_CHANNEL -> 103;
      case UNKNOWN_NODE -> 104;
      case INVALID_RECORD -> 105;
      case MALFORMED_FRAME -> 200;
      case PROTOCOL_VERSION_MISMATCH -> 201;
      case UPGRADE_REQUIRED -> 202;
      case UNSUPPORTED_FORMAT -> 203;
      case MESSAGE_TOO_LARGE -> 204;
      case AUTHENTICATION_REQUIRED -> 300;
      case INVALID_TOKEN -> 301;
      case TOKEN_EXPIRED -> 302;
      case FORBIDDEN -> 303;
      case RATE_LIMIT_EXCEEDED -> 400;
      case SUBSCRIPTION_LIMIT -> 401;
      case CONNECTION_LIMIT -> 402;
      case INTERNAL_ERROR -> 500;
      case BROKER_UNAVAILABLE -> 501;
      case SERVICE_UNAVAILABLE -> 502;
      case TIMEOUT -> 503;
    };
  }

  /** Returns the code with this number. */
  public static Optional<ErrorCode> code(int number) {
    return Arrays.stream(ErrorCode.values()).filter(code -> of(code) == number).findFirst();
  }
}
