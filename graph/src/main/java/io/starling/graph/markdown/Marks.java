package io.starling.graph.markdown;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds wiki links and tags in a line of text, and counts its words. */
final class Marks {
  /** No file system in use allows a longer name; anything longer is not meant as a link. */
  private static final int MAX_NAME = 400;

  private static final int FIRST_IDEOGRAPH = 0x2E80;

  private static final String NAME = "\\[\\[([^\\[\\]\\n]{1," + MAX_NAME + "})\\]\\]";

  /** Groups: 1 what a wiki link holds, 2 a tag in brackets (Logseq), 3 a tag of one word. */
  private static final Pattern MARK =
      Pattern.compile(
          NAME
              + "|(?<![^\\s(,;])#(?:"
              + NAME
              + "|([\\p{L}\\p{M}\\p{N}\\p{So}_/-]{1,"
              + MAX_NAME
              + "}))");

  private static final Pattern WIKI = Pattern.compile(NAME);

  private Marks() {}

  /** Finds links and tags, each handed on in its order. */
  static void find(String text, Consumer<String> links, Consumer<String> tags) {
    if (!text.contains("[[") && text.indexOf('#') < 0) {
      return;
    }
    Matcher matcher = MARK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        accept(target(matcher.group(1)), links);
      } else if (matcher.group(2) != null) {
        accept(target(matcher.group(2)), tags);
      } else {
        accept(tag(matcher.group(3)), tags);
      }
    }
  }

  /** Finds wiki links only: in the values of front matter {@code #} is no tag. */
  static void findLinks(String text, Consumer<String> links) {
    Matcher matcher = WIKI.matcher(text);
    while (matcher.find()) {
      accept(target(matcher.group(1)), links);
    }
  }

  /** Gives the text as a reader sees it: of {@code [[target|shown]]} only what is shown. */
  static String shown(String text) {
    return Mask.unmask(
            WIKI.matcher(text).replaceAll(link -> Matcher.quoteReplacement(shownOf(link.group(1)))))
        .strip();
  }

  /** Counts words; each ideograph is one. */
  static int words(String text) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean letter = isLetter(c) || (inWord && (c == '\'' || c == '’' || c == '_'));
      boolean ideograph = c >= FIRST_IDEOGRAPH && Character.isIdeographic(c);
      words += ideograph || (letter && !inWord) ? 1 : 0;
      inWord = letter && !ideograph;
    }
    return words;
  }

  /** Most letters are ASCII, where looking them up would only cost. */
  private static boolean isLetter(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return Character.isLetterOrDigit(c);
  }

  private static void accept(String name, Consumer<String> found) {
    if (!name.isEmpty()) {
      found.accept(name);
    }
  }

  private static String target(String inside) {
    int bar = inside.indexOf('|');
    return Mask.unmask(bar < 0 ? inside : inside.substring(0, bar)).strip();
  }

  private static String shownOf(String inside) {
    return inside.substring(inside.indexOf('|') + 1);
  }

  /** Strips the ends that belong to the sentence; digits alone are a number, not a tag. */
  private static String tag(String raw) {
    int from = 0;
    int to = raw.length();
    while (to > from && isJoint(raw.charAt(to - 1))) {
      to--;
    }
    while (from < to && raw.charAt(from) == '/') {
      from++;
    }
    String tag = raw.substring(from, to);
    return tag.chars().allMatch(Character::isDigit) ? "" : tag;
  }

  private static boolean isJoint(char c) {
    return c == '/' || c == '-';
  }
}
