package io.starling.graph.markdown;

/**
 * Characters that must not be taken for markup. A block's text is searched as one string; in code
 * spans, link texts and after a backslash the characters that mean something to that search are
 * moved into a private-use area, and back for showing.
 */
final class Mask {
  private static final String MARKUP = "[]#:";
  private static final char OFFSET = '\uE000';

  private Mask() {}

  static boolean isMarkup(char c) {
    return MARKUP.indexOf(c) >= 0;
  }

  static String mask(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      masked.append(isMarkup(c) ? (char) (OFFSET + c) : c);
    }
    return masked.toString();
  }

  static String unmask(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(c > OFFSET && isMarkup((char) (c - OFFSET)) ? (char) (c - OFFSET) : c);
    }
    return plain.toString();
  }
}
