package io.starling.server.app.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which name somebody has meant. */
final class Nearest {

  private Nearest() {}

  /** The name that the fewest characters inserted or dropped lead to. */
  static String of(String typed, Collection<String> names) {
    return names.stream()
        .min(Comparator.<String>comparingInt(name -> distance(typed, name)).thenComparing(n -> n))
        .orElseThrow();
  }

  /** The same, if at least half of its characters were typed. */
  static Optional<String> close(String typed, Collection<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(of(typed, names)).filter(name -> distance(typed, name) <= typed.length());
  }

  /**
   * Wagner and Fischer, "The string-to-string correction problem", 1974, a row at a time. Replacing
   * costs as much as dropping and inserting: otherwise any short word is nearer to {@code port}
   * than {@code server.port} is.
   */
  static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 2);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
