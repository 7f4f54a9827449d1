package io.starling.graph.assembly;

/**
 * How much there is to a node, in [0, 1]: {@code 0.4·links + 0.3·text + 0.3·metadata}. Each part
 * saturates as {@code n / (n + half)} and so reaches one half at:
 *
 * <ul>
 *   <li>links: 4 edges, in either direction
 *   <li>text: 150 words
 *   <li>metadata: 2 entries; a tag, an alias and a property count one each
 * </ul>
 */
final class Quality {
  private static final float LINKS_HALF = 4;
  private static final float WORDS_HALF = 150;
  private static final float ENTRIES_HALF = 2;

  private Quality() {}

  static float of(int links, int words, int entries) {
    return 0.4f * saturating(links, LINKS_HALF)
        + 0.3f * saturating(words, WORDS_HALF)
        + 0.3f * saturating(entries, ENTRIES_HALF);
  }

  private static float saturating(int count, float half) {
    return count / (count + half);
  }
}
