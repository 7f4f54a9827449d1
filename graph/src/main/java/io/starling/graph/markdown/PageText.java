package io.starling.graph.markdown;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a page says. Immutable.
 *
 * @param heading the heading of the first level that the page opens with, null when it opens with
 *     something else
 * @param tags as written, without {@code #}; a tag named twice is here twice
 * @param links as written; a page linked twice is here twice
 * @param words outside blocks of code
 */
public record PageText(@Nullable String heading, List<String> tags, List<Link> links, int words) {
  static final PageText EMPTY = new PageText(null, List.of(), List.of(), 0);

  public PageText {
    tags = List.copyOf(tags);
    links = List.copyOf(links);
  }
}
