package io.starling.graph.rdf;

import io.starling.graph.rdf.Fact.Plain;
import io.starling.graph.rdf.Fact.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of one file; names that recur share one string. Confined to one reading. */
final class Facts {
  /** About 100 MB of facts; a file with more is no workspace but a database. */
  private static final int MAX_FACTS = 1_000_000;

  /** Text travels to every screen; what is longer is cut. */
  private static final int MAX_TEXT = 1_000;

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /** Gives what was gathered so far. */
  List<Fact> gathered() {
    return facts;
  }

  /** Takes a statement about another thing; returns false when there are too many. */
  boolean addThing(String subject, String predicate, String object) {
    return add(subject, predicate, new Thing(shared(object)));
  }

  /** Takes a statement of a value; returns false when there are too many. */
  boolean addValue(
      String subject,
      String predicate,
      String text,
      @Nullable String datatype,
      @Nullable String language) {
    String tag = language == null ? "" : language.toLowerCase(Locale.ROOT);
    return add(subject, predicate, new Plain(value(text, datatype == null ? "" : datatype), tag));
  }

  /** Gives the sentence for when there are too many. */
  static String tooMany() {
    return "The file holds more than " + MAX_FACTS + " statements; the rest is not read.";
  }

  private boolean add(String subject, String predicate, Fact.Value object) {
    return facts.size() < MAX_FACTS
        && facts.add(new Fact(shared(subject), shared(predicate), object));
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, same -> same);
  }

  /** A number or truth value that is not written as one stays text. */
  private static Object value(String text, String datatype) {
    if (text.length() > MAX_TEXT) {
      int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
      return text.substring(0, end) + "…";
    }
    if (!datatype.startsWith(XSD)) {
      return text;
    }
    try {
      return switch (datatype.substring(XSD.length())) {
        case "boolean" -> truth(text);
        case "integer",
            "int",
            "long",
            "short",
            "byte",
            "nonNegativeInteger",
            "positiveInteger",
            "negativeInteger",
            "nonPositiveInteger",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
            "unsignedByte" ->
            Long.valueOf(text.strip());
        case "decimal", "double", "float" -> finite(text);
        default -> text;
      };
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static Object truth(String text) {
    return switch (text.strip()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> text;
    };
  }

  private static Object finite(String text) {
    double value = Double.parseDouble(text.strip());
    return Double.isFinite(value) ? (Object) value : text;
  }
}
