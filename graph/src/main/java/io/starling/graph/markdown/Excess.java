package io.starling.graph.markdown;

import org.jspecify.annotations.Nullable;

/**
 * Keeps pages from costing the parser quadratic time. Four characters of Markdown make it look back
 * or ahead over the rest of a paragraph; a page that has tens of thousands of one of them has them
 * blanked out, but for those that begin a line, which make lists, quotations and fences. Pure
 * functions.
 */
final class Excess {
  /** What opens HTML and addresses; each is searched for its end. */
  private static final int MAX_ANGLES = 10_000;

  private static final int MAX_STARS = 20_000;
  private static final int MAX_BACKTICKS = 20_000;
  private static final int MAX_BRACKETS = 40_000;

  private static final String BEGINS_LINE = " \t>*+-_`~";

  private Excess() {}

  /**
   * A page that is safe to parse.
   *
   * @param problem a sentence when something that matters was blanked out, else null
   */
  record Tamed(String text, @Nullable String problem) {}

  static Tamed tame(String text) {
    if (text.length() <= MAX_ANGLES) {
      return new Tamed(text, null);
    }
    StringBuilder excess = new StringBuilder();
    excess.append(count(text, '<') > MAX_ANGLES ? "<" : "");
    excess.append(count(text, '*') + count(text, '_') > MAX_STARS ? "*_" : "");
    excess.append(count(text, '`') > MAX_BACKTICKS ? "`" : "");
    boolean brackets = count(text, '[') > MAX_BRACKETS;
    excess.append(brackets ? "[" : "");
    return new Tamed(
        excess.isEmpty() ? text : blanked(text, excess.toString()),
        brackets
            ? "The page has more than "
                + MAX_BRACKETS
                + " opening brackets; its links are not read."
            : null);
  }

  private static String blanked(String text, String excess) {
    StringBuilder blanked = new StringBuilder(text);
    boolean beginsLine = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      beginsLine = c == '\n' || (beginsLine && BEGINS_LINE.indexOf(c) >= 0);
      if (!beginsLine && excess.indexOf(c) >= 0) {
        blanked.setCharAt(i, ' ');
      }
    }
    return blanked.toString();
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      count++;
    }
    return count;
  }
}
