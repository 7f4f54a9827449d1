package io.starling.protocol.json;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Small JSON values as Java's own: a field of a message never needs more. */
final class JsonValues {
  private static final int MAX_ELEMENTS = 1_024;

  private JsonValues() {}

  /**
   * Reads the value at the current token.
   *
   * @throws ProtocolException VALIDATION_ERROR where a list or object has more than 1,024 elements
   */
  static @Nullable Object read(JsonParser parser, String pointer) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, pointer);
      case START_ARRAY -> readArray(parser, pointer);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> readInteger(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> null;
    };
  }

  /** Reads an integer exactly where a long holds it, else as the nearest double. */
  private static Object readInteger(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) parser.getDoubleValue()
        : (Object) parser.getLongValue();
  }

  private static List<@Nullable Object> readArray(JsonParser parser, String pointer) {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireRoom(list.size(), pointer);
      list.add(read(parser, pointer));
    }
    return list;
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser, String pointer) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      requireRoom(map.size(), pointer);
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, read(parser, pointer));
    }
    return map;
  }

  private static void requireRoom(int size, String pointer) {
    if (size >= MAX_ELEMENTS) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR,
          pointer.substring(1) + " must have at most " + MAX_ELEMENTS + " elements",
          pointer);
    }
  }
}
