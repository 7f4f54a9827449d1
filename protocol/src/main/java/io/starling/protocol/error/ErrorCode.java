package io.starling.protocol.error;

/** All answers to a request that failed. The constant's name is the {@code code} on the wire. */
public enum ErrorCode {
  VALIDATION_ERROR(ErrorCategory.VALIDATION, false, "The message is not valid"),
  UNKNOWN_TYPE(ErrorCategory.VALIDATION, false, "The message type is unknown"),
  UNKNOWN_METHOD(ErrorCategory.VALIDATION, false, "The method is unknown"),
  UNKNOWN_CHANNEL(ErrorCategory.VALIDATION, false, "The channel is unknown"),
  UNKNOWN_NODE(ErrorCategory.VALIDATION, false, "The node is unknown"),
  INVALID_RECORD(ErrorCategory.VALIDATION, false, "Some records are not valid and were dropped"),

  MALFORMED_FRAME(ErrorCategory.PROTOCOL, false, "The binary message is malformed"),
  PROTOCOL_VERSION_MISMATCH(
      ErrorCategory.PROTOCOL, true, "The version was not agreed on; shake hands again"),
  UPGRADE_REQUIRED(
      ErrorCategory.PROTOCOL,
      true,
      "Some ids do not fit this version; shake hands for a higher one"),
  UNSUPPORTED_FORMAT(ErrorCategory.PROTOCOL, false, "The stream format is not offered"),
  MESSAGE_TOO_LARGE(ErrorCategory.PROTOCOL, false, "The message is too large"),

  AUTHENTICATION_REQUIRED(ErrorCategory.AUTH, true, "Authenticate first"),
  INVALID_TOKEN(ErrorCategory.AUTH, false, "The token is not valid"),
  TOKEN_EXPIRED(ErrorCategory.AUTH, true, "The token has expired"),
  FORBIDDEN(ErrorCategory.AUTH, false, "This is not allowed"),

  RATE_LIMIT_EXCEEDED(ErrorCategory.RATE_LIMIT, true, "Too many requests"),
  SUBSCRIPTION_LIMIT(ErrorCategory.RATE_LIMIT, false, "Too many subscriptions"),
  CONNECTION_LIMIT(ErrorCategory.RATE_LIMIT, true, "Too many connections"),

  BROKER_UNAVAILABLE(ErrorCategory.SERVER, true, "The broker is not available"),
  SERVICE_UNAVAILABLE(ErrorCategory.SERVER, true, "The service is not available"),
  TIMEOUT(ErrorCategory.SERVER, true, "The request took too long"),
  INTERNAL_ERROR(ErrorCategory.SERVER, true, "The server failed to do this");

  private final ErrorCategory category;
  private final boolean retryable;
  private final String defaultMessage;

  ErrorCode(ErrorCategory category, boolean retryable, String defaultMessage) {
    this.category = category;
    this.retryable = retryable;
    this.defaultMessage = defaultMessage;
  }

  /** Returns whose fault it is. */
  public ErrorCategory category() {
    return category;
  }

  /** Returns whether the same request may succeed later, or after what the message asks for. */
  public boolean retryable() {
    return retryable;
  }

  /** Returns a sentence for a person, without a full stop. */
  public String defaultMessage() {
    return defaultMessage;
  }
}
