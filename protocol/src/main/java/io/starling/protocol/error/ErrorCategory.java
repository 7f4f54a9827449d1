package io.starling.protocol.error;

/** Whose fault an error is; the word stands in the {@code category} of every error. */
public enum ErrorCategory {
  VALIDATION("validation"),
  SERVER("server"),
  PROTOCOL("protocol"),
  AUTH("auth"),
  RATE_LIMIT("rate_limit");

  private final String wireName;

  ErrorCategory(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the word on the wire. */
  public String wireName() {
    return wireName;
  }
}
