package io.starling.graph.markdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the properties of one page from its front matter and its {@code key:: value} lines.
 * Confined to one reading.
 */
final class PropertyCollector {
  /** More than this of one page is cut: properties travel to every screen. */
  static final int MAX_VALUES = 100;

  private static final int MAX_DEPTH = 4;

  /** Logseq's own notes on blocks, of no use outside of it. */
  private static final Set<String> OF_LOGSEQ =
      Set.of(
          "id",
          "collapsed",
          "heading",
          "background-color",
          "logbook",
          "created-at",
          "updated-at",
          "ls-type");

  private @Nullable String title;
  private @Nullable Float quality;
  private @Nullable String problem;
  private final List<String> aliases = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * Takes an entry of the front matter; {@code value} is what YAML made of it, null for an empty
   * one.
   */
  void putYaml(String key, @Nullable Object value) {
    switch (key.toLowerCase(Locale.ROOT)) {
      case "title" -> title = Values.text(value);
      case "alias", "aliases" -> aliases.addAll(Values.names(value));
      case "tag", "tags" -> tags.addAll(Values.tags(value));
      case "quality" -> setQuality(Values.text(value));
      default -> putNested(key, value, 0);
    }
  }

  /** Takes a {@code key:: value} line that speaks of the whole page. */
  void putOfPage(String key, String value) {
    switch (key.toLowerCase(Locale.ROOT)) {
      case "title" -> title = Marks.shown(value);
      case "alias", "aliases" -> aliases.addAll(Values.names(Mask.unmask(value)));
      case "quality" -> setQuality(Mask.unmask(value));
      default -> putOfBlock(key, value);
    }
  }

  /** Takes a {@code key:: value} line that speaks of one block of the page. */
  void putOfBlock(String key, String value) {
    String folded = key.toLowerCase(Locale.ROOT);
    if (folded.equals("tags") || folded.equals("tag")) {
      tags.addAll(Values.names(Mask.unmask(value)));
      return;
    }
    Marks.find(value, target -> links.add(new Link.Wiki(target, true)), tags::add);
    if (!OF_LOGSEQ.contains(folded) && !folded.startsWith("logseq.")) {
      putValue(key, Values.cut(Mask.unmask(value)));
    }
  }

  PageProperties build() {
    String shown = title == null || title.isBlank() ? null : Values.cut(title.strip());
    return new PageProperties(shown, aliases, tags, links, quality, values);
  }

  /** Gives a sentence on the first value that cannot be right. */
  @Nullable String problem() {
    return problem;
  }

  private void putNested(String key, @Nullable Object value, int depth) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map when depth < MAX_DEPTH ->
          map.forEach((inner, item) -> putNested(key + "." + inner, item, depth + 1));
      case Collection<?> items -> {
        List<Object> scalars = Values.scalars(items);
        scalars.forEach(this::findLinks);
        putValue(key, scalars);
      }
      default -> {
        Object scalar = Values.scalar(value);
        findLinks(scalar);
        putValue(key, scalar);
      }
    }
  }

  private void findLinks(Object scalar) {
    if (scalar instanceof String text) {
      Marks.findLinks(text, target -> links.add(new Link.Wiki(target, true)));
    }
  }

  private void putValue(String key, Object value) {
    if (values.size() < MAX_VALUES) {
      values.putIfAbsent(Values.cut(key), value);
    }
  }

  private void setQuality(String text) {
    try {
      float value = Float.parseFloat(text.strip());
      if (value >= 0 && value <= 1) {
        quality = value;
        return;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    problem = "The quality \"" + Values.cut(text) + "\" is not a number from 0 to 1.";
  }
}
