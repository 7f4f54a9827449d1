package io.starling.graph.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one paragraph or heading as one string, a line of the page per line. Emphasis is
 * gone, code spans and link texts are {@linkplain Mask masked}; wiki links, tags and properties are
 * in it as they were written. Immutable.
 *
 * @param level of a heading, 0 for a paragraph
 * @param anchors the Markdown links of the block in their order
 */
record TextBlock(int level, String text, List<Anchor> anchors) {

  TextBlock {
    anchors = List.copyOf(anchors);
  }

  /** Where in the text a Markdown link begins, and its destination. */
  record Anchor(int position, String destination) {}

  /** Puts a block together in the order of its nodes. */
  static final class Builder {
    private final int level;
    private final StringBuilder text = new StringBuilder();
    private final List<Anchor> anchors = new ArrayList<>();
    private int openLinks;
    private boolean inWikiLink;

    Builder(int level) {
      this.level = level;
    }

    void text(String literal) {
      if (openLinks > 0) {
        masked(literal);
        return;
      }
      text.append(literal);
      int opened = literal.lastIndexOf("[[");
      int closed = literal.lastIndexOf("]]");
      if (opened >= 0 || closed >= 0) {
        inWikiLink = opened > closed;
      }
    }

    void masked(String literal) {
      text.append(Mask.mask(literal));
    }

    void newLine() {
      text.append('\n');
      inWikiLink = false;
    }

    void beginLink(String destination) {
      anchors.add(new Anchor(text.length(), destination));
      openLinks++;
    }

    void endLink() {
      openLinks--;
    }

    /** Keeps delimiters only where they are part of a page's name: {@code [[__init__]]}. */
    void emphasis(String delimiter) {
      if (inWikiLink) {
        text.append(delimiter);
      }
    }

    TextBlock build() {
      return new TextBlock(level, text.toString(), anchors);
    }
  }
}
