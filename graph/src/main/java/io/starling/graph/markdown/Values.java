package io.starling.graph.markdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What YAML and {@code key:: value} lines hold, brought to text, numbers, truth values and lists of
 * these.
 */
final class Values {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_ITEMS = 100;
  private static final Pattern COMMA = Pattern.compile("\\s*[,，]\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Values() {}

  /** Gives a value that JSON has a form for; what has none becomes text. */
  static Object scalar(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Number number -> number;
      default -> cut(text(value));
    };
  }

  /**
   * Gives the items of a list; {@code [[Page]]} without quotes, which YAML takes for a list in a
   * list, is text again.
   */
  static List<Object> scalars(Collection<?> items) {
    List<Object> scalars = new ArrayList<>();
    for (Object item : items) {
      if (item != null && scalars.size() < MAX_ITEMS) {
        scalars.add(scalar(isLoneText(item) ? "[[" + text(item) + "]]" : item));
      }
    }
    return scalars;
  }

  /**
   * Gives names out of a list or of text with commas, without the {@code [[…]]} or {@code #} around
   * them.
   */
  static List<String> names(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> items -> items.stream().flatMap(item -> bare(text(item))).toList();
      default -> COMMA.splitAsStream(text(value)).flatMap(Values::bare).toList();
    };
  }

  /**
   * Gives tags as {@link #names}; in text without a comma a space parts them, as Obsidian has it.
   */
  static List<String> tags(@Nullable Object value) {
    return value instanceof String text && text.indexOf(',') < 0 && !text.contains("[[")
        ? SPACE.splitAsStream(text.strip()).flatMap(Values::bare).toList()
        : names(value);
  }

  /** Gives a value as text, empty for none; what holds more than one value is only hinted at. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Collection<?> items when isLoneText(items) -> String.valueOf(items.iterator().next());
      case Collection<?> _ -> "[…]";
      case Map<?, ?> _ -> "{…}";
      default -> value.toString();
    };
  }

  /** Cuts text that is too long to send to every screen. */
  static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + "…";
  }

  private static boolean isLoneText(Object item) {
    return item instanceof Collection<?> inner
        && inner.size() == 1
        && inner.iterator().next() instanceof String;
  }

  private static Stream<String> bare(String name) {
    String bare = name.strip();
    bare = bare.startsWith("#") ? bare.substring(1) : bare;
    bare =
        bare.startsWith("[[") && bare.endsWith("]]") && bare.length() >= 4
            ? bare.substring(2, bare.length() - 2)
            : bare;
    return bare.isBlank() ? Stream.empty() : Stream.of(cut(bare.strip()));
  }
}
