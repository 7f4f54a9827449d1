package io.starling.protocol.error;

/** All warnings: the message was understood, but the client should know something. */
public enum WarningCode {
  VERSION_AMBIGUOUS(
      "version_ambiguous",
      "The length fits 19 and 21 byte records; read as 21. Send headers or shake hands"),
  MESSAGES_DROPPED("messages_dropped", "Messages came faster than they could be handled");

  private final String wireName;
  private final String message;

  WarningCode(String wireName, String message) {
    this.wireName = wireName;
    this.message = message;
  }

  /** Returns the {@code code} on the wire. */
  public String wireName() {
    return wireName;
  }

  /** Returns a sentence for a person, without a full stop. */
  public String message() {
    return message;
  }
}
