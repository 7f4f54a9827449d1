package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.JsonData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one JSON object from a client, at top level and under {@code data} and {@code
 * filter}. All of the text is checked, but only fields that some message has are kept, so that what
 * a client makes up costs nothing. Confined to one decoding.
 */
final class Fields {
  /** Where a field may stand: at top level only; there or under data; or under filter too. */
  static final List<String> TOP = List.of("");

  static final List<String> TOP_OR_DATA = List.of("", "/data");
  static final List<String> ANYWHERE = List.of("", "/filter", "/data");

  /** What belongs to the method that is called; it is kept as it came. */
  private static final String PARAMS = "/params";

  private final String text;
  private final Map<String, Object> byPointer = new HashMap<>();
  private JsonData params = JsonData.EMPTY;

  private Fields(String text) {
    this.text = text;
  }

  /**
   * Reads a whole text.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is not one JSON object within the limits
   */
  static Fields read(ByteBuf utf8) {
    String text = Json.text(utf8);
    return JsonText.reading(text, parser -> read(parser, text));
  }

  private static Fields read(JsonParser parser, String text) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR, "The message must be a JSON object", "");
    }
    Fields fields = new Fields(text);
    fields.readObject(parser, "");
    JsonText.requireEnd(parser);
    return fields;
  }

  private void readObject(JsonParser parser, String prefix) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String pointer = prefix + "/" + name;
      JsonToken token = parser.nextToken();
      boolean container = prefix.isEmpty() && ANYWHERE.contains(pointer);
      if (container && token == JsonToken.START_OBJECT) {
        readObject(parser, pointer);
      } else if (pointer.equals(PARAMS) && token != JsonToken.VALUE_NULL) {
        params = JsonText.slice(parser, text);
      } else if (container || FieldNames.ALL.contains(name)) {
        Object value = JsonValues.read(parser, pointer);
        if (value != null) {
          byPointer.put(pointer, value);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /**
   * Finds the field that has one of these names in one of these places; null counts as absent.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is said twice and differently, or a place
   *     is not an object
   */
  @Nullable Field find(List<String> places, String... names) {
    Field found = null;
    for (Field field : all(places, names)) {
      if (found != null && !same(found.value(), field.value())) {
        throw field.wrong("the same as " + found.pointer() + ", or left out");
      }
      found = found == null ? field : found;
    }
    return found;
  }

  /** A number is the same however it is written. */
  private static boolean same(Object one, Object other) {
    return one.equals(other)
        || (one instanceof Number number
            && other instanceof Number another
            && number.doubleValue() == another.doubleValue());
  }

  /** Finds all fields of these names in these places, in the order of places, then names. */
  List<Field> all(List<String> places, String... names) {
    List<Field> all = new ArrayList<>();
    for (String place : places) {
      requireObject(place);
      for (String name : names) {
        Object value = byPointer.get(place + "/" + name);
        if (value != null) {
          all.add(new Field(place + "/" + name, value));
        }
      }
    }
    return all;
  }

  private void requireObject(String place) {
    Object value = byPointer.get(place);
    if (value != null) {
      throw new Field(place, value).wrong("an object");
    }
  }

  /** Returns the parameters of a query or a command, an empty object where there are none. */
  JsonData params() {
    return params;
  }
}
