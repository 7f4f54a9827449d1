package io.starling.protocol.json;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.StreamPosition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field that a client sent and where; each method reads it as a type or throws VALIDATION_ERROR
 * that names it. Immutable.
 *
 * @param value String, Long, Double, Boolean, List or Map of these
 */
record Field(String pointer, Object value) {
  private static final int MAX_WORDS = 256;
  private static final int MAX_WORD_CHARS = 128;
  private static final int MAX_SUBJECT_CHARS = 128;

  /** Returns the pointer to a member of what another pointer is to, escaped as RFC 6901 says. */
  static String pointer(String container, String member) {
    return container + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  ProtocolException wrong(String expected) {
    return ProtocolException.in(
        ErrorCode.VALIDATION_ERROR, subject() + " must be " + expected, pointer);
  }

  /** Names it in a sentence, in which a client's own long words need not be repeated. */
  private String subject() {
    return pointer.length() <= MAX_SUBJECT_CHARS ? pointer.substring(1) : "The field";
  }

  boolean bool() {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong("true or false");
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  /** Reads a string of at most so many code points, as JSON Schema counts characters. */
  String text(int maxChars) {
    if (value instanceof String text && fits(text, maxChars)) {
      return text;
    }
    throw wrong("a string of at most " + maxChars + " characters");
  }

  private static boolean fits(String text, int maxChars) {
    return text.length() <= maxChars
        || (text.length() <= 2 * maxChars && text.codePointCount(0, text.length()) <= maxChars);
  }

  /** Reads a number from {@code min} to {@code max}, which NaN and the infinities are not. */
  double number(double min, double max) {
    if (value instanceof Number number
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw wrong("a number from %s to %s".formatted(plain(min), plain(max)));
  }

  int whole(int min, int max) {
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.intValue();
    }
    throw wrong("a whole number from %d to %d".formatted(min, max));
  }

  /** Returns whether it is a whole number in the range of a long, however it is written. */
  boolean isInteger() {
    return value instanceof Long
        || (value instanceof Double number
            && number == Math.rint(number)
            && Math.abs(number) <= StreamPosition.MAX);
  }

  /** Reads a whole number that every JSON reader reads exactly, at least {@code min}. */
  long number(long min) {
    if (isInteger() && value instanceof Number number) {
      long whole = number.longValue();
      if (whole >= min && whole <= StreamPosition.MAX) {
        return whole;
      }
    }
    throw wrong("a whole number from %d to %d".formatted(min, StreamPosition.MAX));
  }

  /** Reads the fields of an object by name; null counts as absent. */
  Map<String, Field> fields() {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("an object");
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    map.forEach(
        (name, inner) -> {
          if (inner != null) {
            fields.put(
                String.valueOf(name), new Field(pointer(pointer, String.valueOf(name)), inner));
          }
        });
    return fields;
  }

  /** Reads a field of an object, which must be there. */
  Field inner(String name) {
    Field inner = fields().get(name);
    if (inner == null) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR, subject() + " must have " + name, pointer(pointer, name));
    }
    return inner;
  }

  /** Reads a list of names, or a single one, without repeats. */
  Set<String> words() {
    if (!(value instanceof List<?> list)) {
      return Set.of(word());
    }
    if (list.size() > MAX_WORDS) {
      throw wrong("at most " + MAX_WORDS + " names");
    }
    Set<String> words = new LinkedHashSet<>();
    for (int i = 0; i < list.size(); i++) {
      words.add(new Field(pointer + "/" + i, list.get(i)).word());
    }
    return words;
  }

  private String word() {
    if (value instanceof String word && !word.isBlank() && fits(word, MAX_WORD_CHARS)) {
      return word;
    }
    throw wrong("a name of 1 to " + MAX_WORD_CHARS + " characters");
  }

  /** Reads three coordinates, as an array or as an object of x, y and z. */
  float[] vector() {
    float[] vector = new float[3];
    for (int i = 0; i < 3; i++) {
      vector[i] = (float) component(i).number(-Float.MAX_VALUE, Float.MAX_VALUE);
    }
    return vector;
  }

  private Field component(int index) {
    if (value instanceof List<?> list && list.size() == 3) {
      return new Field(pointer + "/" + index, list.get(index));
    }
    String name = "xyz".substring(index, index + 1);
    Object inner = value instanceof Map<?, ?> map ? map.get(name) : null;
    if (inner != null) {
      return new Field(pointer + "/" + name, inner);
    }
    throw wrong("three numbers x, y, z");
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e9
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
