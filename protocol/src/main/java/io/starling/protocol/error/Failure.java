package io.starling.protocol.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one model of an error; each dialect renders it. Immutable.
 *
 * @param message a sentence for a person
 * @param details strings, numbers, booleans, or lists of these, by name; kept in order
 * @param retryAfterMillis when a retry makes sense, 0 where nobody knows
 * @param affectedPaths JSON pointers into the message that failed
 * @param timestamp Unix time in ms
 * @param id of the request that failed, where it had one
 */
public record Failure(
    ErrorCode code,
    String message,
    Map<String, Object> details,
    long retryAfterMillis,
    List<String> affectedPaths,
    long timestamp,
    @Nullable RequestId id) {

  public Failure {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    affectedPaths = List.copyOf(affectedPaths);
  }

  /** Returns a failure that says no more than its code. */
  public static Failure of(ErrorCode code, long timestamp) {
    return of(code, code.defaultMessage(), timestamp);
  }

  /** Returns a failure with a sentence of its own. */
  public static Failure of(ErrorCode code, String message, long timestamp) {
    return new Failure(code, message, Map.of(), 0, List.of(), timestamp, null);
  }

  /** Returns a copy with these details. */
  public Failure withDetails(Map<String, Object> newDetails) {
    return new Failure(code, message, newDetails, retryAfterMillis, affectedPaths, timestamp, id);
  }

  /** Returns a copy that may be retried after this many ms. */
  public Failure withRetryAfter(long millis) {
    return new Failure(code, message, details, millis, affectedPaths, timestamp, id);
  }

  /** Returns a copy that answers this request. */
  public Failure withId(@Nullable RequestId request) {
    return new Failure(code, message, details, retryAfterMillis, affectedPaths, timestamp, request);
  }
}
