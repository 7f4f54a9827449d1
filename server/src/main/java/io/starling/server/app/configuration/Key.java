package io.starling.server.app.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set. Immutable.
 *
 * @param name such as {@code auth.mode}
 * @param usual the default as one would write it, empty for none
 * @param flag on the command line, if it has one
 * @param isSecret whether its values stay out of sentences
 */
record Key<T>(
    String name, String usual, ValueType<T> type, @Nullable String flag, boolean isSecret) {

  static <T> Key<T> of(String name, String usual, ValueType<T> type) {
    return new Key<>(name, usual, type, null, false);
  }

  Key<T> withFlag(String option) {
    return new Key<>(name, usual, type, option, isSecret);
  }

  Key<T> secret() {
    return new Key<>(name, usual, type, flag, true);
  }

  /** A key within a list of sections can be set in the file only. */
  boolean isInList() {
    return name.contains("[]");
  }

  /** The variable: {@code STARLING_AUTH_MODE}. */
  String variable() {
    return EnvironmentSettings.PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
