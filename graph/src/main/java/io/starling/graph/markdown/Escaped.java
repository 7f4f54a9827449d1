package io.starling.graph.markdown;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * A character behind a backslash that would otherwise begin a wiki link, tag or property. The
 * parser itself would merge it into the text around it, where {@code \#word} could no longer be
 * told from {@code #word}.
 */
final class Escaped extends CustomNode {
  private final char character;

  private Escaped(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }

  /**
   * Takes a backslash and the markup character behind it; leaves every other backslash to the
   * parser.
   */
  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('\\');
    }

    @Override
    public InlineContentParser create() {
      return Factory::tryParse;
    }

    private static ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      scanner.next();
      char c = scanner.peek();
      if (!Mask.isMarkup(c)) {
        return ParsedInline.none();
      }
      scanner.next();
      return ParsedInline.of(new Escaped(c), scanner.position());
    }
  }
}
