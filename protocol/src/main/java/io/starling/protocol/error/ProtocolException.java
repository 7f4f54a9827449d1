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
  private final List<String> pointers;
  private final @Nullable RequestId id;

  private ProtocolException(
      ErrorCode code,
      String message,
      int byteOffset,
      List<String> pointers,
      @Nullable RequestId id) {
    super(message, null, false, false);
    this.code = code;
    this.byteOffset = byteOffset;
    this.pointers = List.copyOf(pointers);
    this.id = id;
  }

  /** Returns an exception that says what is wrong but not where. */
  public static ProtocolException of(ErrorCode code, String message) {
    return new ProtocolException(code, message, NOWHERE, List.of(), null);
  }

  /** Returns an exception about a byte of a binary message, counted from the message's start. */
  public static ProtocolException at(ErrorCode code, String message, int byteOffset) {
    return new ProtocolException(code, message, byteOffset, List.of(), null);
  }

  /** Returns an exception about a field of a JSON message; the empty pointer is all of it. */
  public static ProtocolException in(ErrorCode code, String message, String pointer) {
    return in(code, message, List.of(pointer));
  }

  /** Returns an exception about several fields of a JSON message. */
  public static ProtocolException in(ErrorCode code, String message, List<String> pointers) {
    return new ProtocolException(code, message, NOWHERE, pointers, null);
  }

  /** Returns the same exception, as the answer to this request. */
  public ProtocolException about(@Nullable RequestId request) {
    return new ProtocolException(code, reason(), byteOffset, pointers, request);
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

  /** Returns the JSON pointers of the fields to blame. */
  public List<String> pointers() {
    return pointers;
  }

  /** Returns the answer for the client. */
  public Failure failure(long timestamp) {
    Map<String, Object> details = byteOffset == NOWHERE ? Map.of() : Map.of("offset", byteOffset);
    return new Failure(code, reason(), details, 0, pointers, timestamp, id);
  }
}
