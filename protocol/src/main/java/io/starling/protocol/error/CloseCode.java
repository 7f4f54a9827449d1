package io.starling.protocol.error;

/**
 * All ends of a connection. Several share 1008, whose reason tells them apart: a client comes back
 * after a limit, not after a refusal or a ban.
 */
public enum CloseCode {
  NORMAL(1000, "Normal closure", false),
  GOING_AWAY(1001, "Server is restarting", true),
  PROTOCOL_ERROR(1002, "Protocol error", true),
  UNSUPPORTED_DATA(1003, "Binary messages are not understood here", true),
  INVALID_TEXT(1007, "Text is not UTF-8", true),
  AUTHENTICATION_FAILED(1008, "Authentication required", false),
  TOKEN_EXPIRED(1008, "Token expired", false),
  FORBIDDEN(1008, "Not allowed", false),
  BANNED(1008, "Banned", false),
  CONNECTION_LIMIT(1008, "CONNECTION_LIMIT", true),
  POLICY_VIOLATION(1008, "Policy violation", true),
  MESSAGE_TOO_LARGE(1009, "Message too large", true),
  INTERNAL_ERROR(1011, "Internal error", true),
  HEARTBEAT_TIMEOUT(4000, "Heartbeat timeout", true),
  TOO_SLOW(4008, "Too slow", true),
  DISCONNECTED(4009, "Disconnected by an administrator", true);

  private final int number;
  private final String reason;
  private final boolean comeBack;

  CloseCode(int number, String reason, boolean comeBack) {
    this.number = number;
    this.reason = reason;
    this.comeBack = comeBack;
  }

  /** Returns the number of the WebSocket close frame. */
  public int number() {
    return number;
  }

  /** Returns the reason of the close frame, at most 123 bytes of ASCII. */
  public String reason() {
    return reason;
  }

  /** Returns whether a client should connect again, with backoff. */
  public boolean comeBack() {
    return comeBack;
  }
}
