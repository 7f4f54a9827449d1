package io.starling.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node beside its place. Immutable.
 *
 * @param words number of words in the page's text, 0 where there is none
 * @param modifiedMillis last change of the file, milliseconds since 1970, 0 where there is no file
 * @param error why the file could not be read in full, null when it could
 * @param properties in the order of the file; values are {@code String}, {@code Number}, {@code
 *     Boolean} or a {@code List} of these
 */
public record Metadata(
    NodeKind kind,
    List<String> tags,
    int words,
    long modifiedMillis,
    @Nullable String error,
    Map<String, Object> properties) {

  public Metadata {
    tags = List.copyOf(tags);
    properties = copyInOrder(properties);
  }

  /** Makes the metadata of a node that has nothing but its kind. */
  public static Metadata of(NodeKind kind) {
    return new Metadata(kind, List.of(), 0, 0, null, Map.of());
  }

  private static Map<String, Object> copyInOrder(Map<String, Object> given) {
    Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(given.size());
    given.forEach((key, value) -> copy.put(key, copyValue(key, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyValue(String key, Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number;
      case Boolean flag -> flag;
      case List<?> list -> list.stream().map(item -> copyScalar(key, item)).toList();
      default -> throw unsupported(key, value);
    };
  }

  private static Object copyScalar(String key, Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number;
      case Boolean flag -> flag;
      default -> throw unsupported(key, value);
    };
  }

  private static IllegalArgumentException unsupported(String key, Object value) {
    return new IllegalArgumentException(
        "property " + key + " holds a " + value.getClass().getName() + ", which has no JSON form");
  }
}
