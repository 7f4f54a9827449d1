package io.starling.graph.assembly;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names and paths of pages, compared as people mean them. Pure functions. */
final class Names {
  private static final String PAGE_ENDING = ".md";

  private Names() {}

  /** Folds what is the same name to a reader: case, and the two Unicode forms of é. */
  static String fold(String name) {
    // Most names are ASCII, where normalising would only cost.
    return (isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC))
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Gives the path without {@code .md}. */
  static String withoutEnding(String path) {
    int stem = path.length() - PAGE_ENDING.length();
    return stem >= 0 && path.regionMatches(true, stem, PAGE_ENDING, 0, PAGE_ENDING.length())
        ? path.substring(0, stem)
        : path;
  }

  /** Gives the last part of a path. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Gives the path of the directory with its {@code /}, empty for the folder itself. */
  static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /**
   * Follows a path from a directory, which ends in {@code /}; a leading {@code /} of the path
   * starts at the folder.
   *
   * @return empty when the path leads out of the folder
   */
  static Optional<String> follow(String directory, String path) {
    if (!path.startsWith("/")
        && !path.startsWith(".")
        && !path.contains("/.")
        && !path.contains("//")) {
      return Optional.of(directory + path);
    }
    List<String> parts = new ArrayList<>();
    for (String part : (path.startsWith("/") ? path : directory + path).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
