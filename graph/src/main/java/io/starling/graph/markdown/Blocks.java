package io.starling.graph.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.Delimited;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Walks a parsed page and hands every paragraph and heading on as one flat {@link TextBlock}.
 * Blocks of code and HTML have no text blocks. The walk holds no stack of its own: a page may nest
 * as deeply as its parser lets it.
 */
final class Blocks {
  /**
   * Deeper nesting of lists and quotations is taken as text, so that no page can exhaust the stack.
   */
  private static final int MAX_NESTING = 400;

  private static final Parser PARSER =
      Parser.builder()
          .customInlineContentParserFactory(new Escaped.Factory())
          .maxOpenBlockParsers(MAX_NESTING)
          .build();

  private Blocks() {}

  /** Gives the blocks of a page in its order; the page is {@linkplain Excess tamed}. */
  static List<TextBlock> of(String markdown) {
    List<TextBlock> blocks = new ArrayList<>();
    Node document = PARSER.parse(markdown);
    Node node = document.getFirstChild();
    while (node != null) {
      if (node instanceof Paragraph || node instanceof Heading) {
        blocks.add(flatten(node));
        node = following(node, document);
      } else {
        node = node.getFirstChild() != null ? node.getFirstChild() : following(node, document);
      }
    }
    return blocks;
  }

  private static TextBlock flatten(Node block) {
    TextBlock.Builder builder =
        new TextBlock.Builder(block instanceof Heading heading ? heading.getLevel() : 0);
    Node node = block.getFirstChild();
    while (node != null) {
      enter(node, builder);
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        continue;
      }
      leave(node, builder);
      while (node.getNext() == null && !block.equals(node.getParent())) {
        node = node.getParent();
        leave(node, builder);
      }
      node = node.getNext();
    }
    return builder.build();
  }

  private static void enter(Node node, TextBlock.Builder builder) {
    switch (node) {
      case Text text -> builder.text(text.getLiteral());
      case Code code -> builder.masked(code.getLiteral());
      case Escaped escaped -> builder.masked(String.valueOf(escaped.character()));
      case SoftLineBreak _, HardLineBreak _ -> builder.newLine();
      case org.commonmark.node.Link link -> builder.beginLink(link.getDestination());
      case Image image -> builder.beginLink(image.getDestination());
      case Delimited emphasis -> builder.emphasis(emphasis.getOpeningDelimiter());
      default -> {}
    }
  }

  private static void leave(Node node, TextBlock.Builder builder) {
    switch (node) {
      case org.commonmark.node.Link _, Image _ -> builder.endLink();
      case Delimited emphasis -> builder.emphasis(emphasis.getClosingDelimiter());
      default -> {}
    }
  }

  private static @Nullable Node following(Node node, Node root) {
    Node at = node;
    while (at.getNext() == null) {
      at = at.getParent();
      if (at == null || at.equals(root)) {
        return null;
      }
    }
    return at.getNext();
  }
}
