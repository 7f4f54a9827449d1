package io.starling.graph.markdown;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What front matter and {@code key:: value} lines say of a page. Immutable.
 *
 * @param title the name to show, null when none is given
 * @param aliases other names to be linked by
 * @param tags without {@code #}
 * @param links found in values
 * @param quality what the author says it is, in [0, 1], null when nothing is said
 * @param values all the rest in the order of the page; {@code String}, {@code Number}, {@code
 *     Boolean} or a {@code List} of these
 */
public record PageProperties(
    @Nullable String title,
    List<String> aliases,
    List<String> tags,
    List<Link> links,
    @Nullable Float quality,
    Map<String, Object> values) {

  /** Says nothing. */
  public static final PageProperties NONE =
      new PageProperties(null, List.of(), List.of(), List.of(), null, Map.of());

  public PageProperties {
    aliases = List.copyOf(aliases);
    tags = List.copyOf(tags);
    links = List.copyOf(links);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
