package io.starling.protocol.settings;

import io.starling.protocol.settings.Value.Member;
import java.util.List;

/** What strings must be and how they are ordered so that each has one spelling in UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** Throws IllegalArgumentException where a surrogate stands alone. */
  static void requireUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        i++;
        if (i == text.length() || !Character.isSurrogatePair(unit, text.charAt(i))) {
          throw new IllegalArgumentException("A surrogate stands alone");
        }
      }
    }
  }

  /** Compares as the UTF-8 bytes compare, unsigned: code point by code point. */
  static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // A surrogate is part of a code point above all those that are one unit.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Returns whether each key is above the one before it, so that none repeats. */
  static boolean ascends(List<Member> members) {
    for (int i = 1; i < members.size(); i++) {
      if (Member.BY_KEY.compare(members.get(i - 1), members.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
