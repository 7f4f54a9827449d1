package io.starling.graph.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML between {@code ---} lines that a page may open with, and the Markdown after it.
 * Immutable.
 *
 * @param entries in the order of the page, empty when there is no front matter or it is broken; a
 *     value may be null
 * @param problem a sentence on why it could not be read, null when it could
 */
record FrontMatter(Map<String, @Nullable Object> entries, String body, @Nullable String problem) {
  private static final int MAX_CHARACTERS = 256 << 10;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MAX_CHARACTERS)
          .setLabel("front matter")
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true)
          .build();

  private static final Pattern OPENING = Pattern.compile("\\A---[ \\t]*\\R");
  private static final Pattern CLOSING =
      Pattern.compile("^(?:---|\\.\\.\\.)[ \\t]*$", Pattern.MULTILINE);
  private static final Pattern ENTRY = Pattern.compile("[\\w-]+:(?:\\s|$)");

  /** Parts the text of a page into front matter and body. */
  static FrontMatter of(String text) {
    var opening = OPENING.matcher(text);
    if (!opening.find()) {
      return new FrontMatter(Map.of(), text, null);
    }
    var closing = CLOSING.matcher(text);
    if (!closing.find(opening.end())) {
      boolean meant = ENTRY.matcher(text).region(opening.end(), text.length()).lookingAt();
      return new FrontMatter(
          Map.of(), text, meant ? "The front matter has no closing \"---\"." : null);
    }
    return load(text.substring(opening.end(), closing.start()), text.substring(closing.end()));
  }

  private static FrontMatter load(String yaml, String body) {
    try {
      return switch (new Load(SETTINGS).loadFromString(yaml)) {
        case null -> new FrontMatter(Map.of(), body, null);
        case Map<?, ?> map -> new FrontMatter(named(map), body, null);
        default -> broken(body, " a list of \"key: value\" lines");
      };
    } catch (MarkedYamlEngineException e) {
      // The first line of the YAML is the second of the file, and marks count from 0.
      String line = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 2)).orElse("");
      return broken(body, " YAML" + line + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      return broken(body, " YAML: " + e.getMessage());
    }
  }

  private static FrontMatter broken(String body, String what) {
    return new FrontMatter(
        Map.of(), body, "The front matter is not" + what + (what.endsWith(".") ? "" : "."));
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), value));
    return entries;
  }
}
