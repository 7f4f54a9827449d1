package io.starling.graph.markdown;

import org.jspecify.annotations.Nullable;

/**
 * A Markdown page as its author wrote it. Immutable.
 *
 * @param problem a sentence on what could not be read, null when everything could
 */
public record Page(PageProperties properties, PageText text, @Nullable String problem) {

  /** Makes a page of which nothing could be read. */
  public static Page unread() {
    return new Page(PageProperties.NONE, PageText.EMPTY, null);
  }
}
