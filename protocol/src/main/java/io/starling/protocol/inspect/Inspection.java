package io.starling.protocol.inspect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A binary message, taken apart. Immutable.
 *
 * @param offset of its header in the WebSocket message
 * @param bytes with its header
 * @param message what it says, in the notation of {@code protocol/vectors/README.md}
 * @param fields every field of header and payload, in the order of the bytes
 */
public record Inspection(int offset, int bytes, Map<String, Object> message, List<Part> fields) {

  public Inspection {
    message = Collections.unmodifiableMap(new LinkedHashMap<>(message));
    fields = List.copyOf(fields);
  }

  /**
   * One field.
   *
   * @param path such as {@code records[3].x}
   * @param offset in the WebSocket message
   */
  public record Part(String path, int offset, int bytes, Object value) {}
}
