package io.starling.protocol.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input that breaks the protocol. The only exception a codec throws; it carries no stack trace, so
 * that a flood of bad messages costs no more than good ones.
 */
public final class ProtocolException extends RuntimeException {
  private static final int NOWHERE = -1;

  private final ErrorCode code;
  private final int byteOffset;
  private final @Nullable String pointer;

  private ProtocolException(
      ErrorCode code, String message, int byteOffset, @Nullable String pointer) {
    super(message, null, false, false);
    this.code = code;
    this.byteOffset = byteOffset;
    this.pointer = pointer;
  }

  /** Returns an exception that says what is wrong but not where. */
  public static ProtocolException of(ErrorCode code, String message) {
    return new ProtocolException(code, message, NOWHERE, null);
  }

  /** Returns an exception about a byte of a binary message, counted from the message's start. */
  public static ProtocolException at(ErrorCode code, String message, int byteOffset) {
    return new ProtocolException(code, message, byteOffset, null);
  }

  /** Returns an exception about a field of a JSON message; the empty pointer is all of it. */
  public static ProtocolException in(ErrorCode code, String message, String pointer) {
    return new ProtocolException(code, message, NOWHERE, pointer);
  }

  /** Returns the same exception about a byte further on. */
  public ProtocolException shifted(int bytes) {
    return at(code, reason(), Math.max(byteOffset, 0) + bytes);
  }

  /** Returns the code that the client is answered with. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the sentence for a person. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Returns the byte at which the message broke, or -1 where none is to blame. */
  public int byteOffset() {
    return byteOffset;
  }

  /** Returns the JSON pointers of the fields to blame, none or one. */
  public List<String> pointers() {
    return pointer == null ? List.of() : List.of(pointer);
  }

  /** Returns the answer for the client. */
  public Failure failure(long timestamp) {
    Map<String, Object> details = byteOffset == NOWHERE ? Map.of() : Map.of("offset", byteOffset);
    return new Failure(code, reason(), details, 0, pointers(), timestamp);
  }
}
