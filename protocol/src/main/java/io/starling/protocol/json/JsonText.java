package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.JsonData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/** JSON values that pass through without a type of their own. Pure functions. */
public final class JsonText {
  private static final int MAX_POINTER_CHARS = 512;

  private JsonText() {}

  /**
   * Checks one JSON value; what is around it is white space.
   *
   * @throws ProtocolException VALIDATION_ERROR, with a pointer into the value, where it is none
   *     within the limits of every dialect
   */
  public static JsonData parse(ByteBuf utf8) {
    String text = Json.text(utf8);
    return reading(
        text,
        parser -> {
          if (parser.nextToken() == null) {
            throw ProtocolException.in(ErrorCode.VALIDATION_ERROR, "The text is empty", "");
          }
          JsonData data = slice(parser, text);
          requireEnd(parser);
          return data;
        });
  }

  /** As {@link #parse(ByteBuf)}. */
  public static JsonData parse(byte[] utf8) {
    return parse(Unpooled.wrappedBuffer(utf8));
  }

  /** As {@link #parse(ByteBuf)}. */
  public static JsonData parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes strings, numbers, booleans, nulls, and lists and maps of these, as JSON. */
  public static JsonData of(Object value) {
    ByteBuf out = Unpooled.buffer();
    try (JsonGenerator json = Json.generator(out)) {
      write(json, value);
    }
    boolean object = value instanceof Map;
    Map<?, ?> map = value instanceof Map<?, ?> fields ? fields : Map.of();
    return new JsonData(
        ByteBufUtil.getBytes(out),
        new JsonData.Shape(object, object && map.isEmpty(), map.containsKey("timestamp")));
  }

  static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, inner) -> {
            json.writeName(String.valueOf(name));
            write(json, inner);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(inner -> write(json, inner));
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  /** Reads a text, and says in the terms of the protocol what is wrong with it. */
  static <T> T reading(String text, Function<JsonParser, T> read) {
    try (JsonParser parser = Json.parser(text)) {
      try {
        return read.apply(parser);
      } catch (StreamConstraintsException e) {
        throw broken(parser, "The text exceeds a limit: %s".formatted(limits()));
      } catch (JacksonException e) {
        throw broken(parser, "The text is not JSON");
      }
    }
  }

  static void requireEnd(JsonParser parser) {
    if (parser.nextToken() != null) {
      throw ProtocolException.in(ErrorCode.VALIDATION_ERROR, "Something follows the JSON", "");
    }
  }

  /** Takes the value at the current token as it stands in the text, and goes to its end. */
  static JsonData slice(JsonParser parser, String text) {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    boolean empty = object;
    boolean timestamped = false;
    if (object) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        empty = false;
        timestamped |= parser.currentName().equals("timestamp");
        parser.nextToken();
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    return new JsonData(
        text.substring(start, end).stripTrailing().getBytes(StandardCharsets.UTF_8),
        new JsonData.Shape(object, empty, timestamped));
  }

  private static ProtocolException broken(JsonParser parser, String message) {
    JsonPointer pointer = parser.streamReadContext().pathAsPointer();
    while (pointer.length() > MAX_POINTER_CHARS) {
      pointer = pointer.head();
    }
    return ProtocolException.in(ErrorCode.VALIDATION_ERROR, message, pointer.toString());
  }

  private static String limits() {
    return "depth %d, numbers of %d digits, names of %d characters"
        .formatted(Json.MAX_DEPTH, Json.MAX_NUMBER_DIGITS, Json.MAX_NAME_CHARS);
  }
}
