package io.starling.server.rest;

import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a filter from the query of a URL: the fields of {@code filter_update}, lists by commas. */
final class FilterQuery {

  private FilterQuery() {}

  /**
   * Reads the filter; what isn't named is not filtered by.
   *
   * @throws IllegalArgumentException with a sentence for the client
   */
  static Filter parse(MultiMap query) {
    return new Filter(
        true,
        number(query, "quality_threshold", 0, 0, 1),
        graph(query.get("graph")),
        list(query.get("types")),
        list(query.get("tags")),
        query.contains("search") ? query.get("search") : "",
        (int) number(query, "max_nodes", Filter.UNLIMITED, 1, Filter.UNLIMITED),
        null);
  }

  private static double number(
      MultiMap query, String name, double otherwise, double min, double max) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // answered below, like a number out of range
    }
    throw new IllegalArgumentException(
        name + " is a number from " + (long) min + " to " + (long) max);
  }

  private static GraphKind graph(@Nullable String name) {
    if (name == null) {
      return GraphKind.ALL;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "all" -> GraphKind.ALL;
      case "knowledge", "knowledge_graph" -> GraphKind.KNOWLEDGE;
      case "ontology" -> GraphKind.ONTOLOGY;
      default -> throw new IllegalArgumentException("graph is knowledge, ontology or all");
    };
  }

  private static List<String> list(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(",", -1));
  }
}
