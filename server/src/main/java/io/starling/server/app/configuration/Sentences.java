package io.starling.server.app.configuration;

import io.starling.server.app.configuration.Setting.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of settings that can't be meant. */
final class Sentences {

  private static final int MAX_PRINTED = 100;

  private static final Map<String, Key<?>> BY_NAME =
      Keys.ALL.stream().collect(Collectors.toUnmodifiableMap(Key::name, Function.identity()));

  private static final Set<String> SECTIONS =
      BY_NAME.keySet().stream().flatMap(Sentences::above).collect(Collectors.toUnmodifiableSet());

  private Sentences() {}

  /**
   * Looks at the keys.
   *
   * @throws ConfigurationException for one that is none, or takes something else
   */
  static void check(List<Setting> settings) {
    settings.forEach(Sentences::check);
  }

  private static void check(Setting setting) {
    String name = setting.pattern();
    Key<?> key = BY_NAME.get(name);
    if (key != null) {
      check(setting, key);
    } else if (!SECTIONS.contains(name)) {
      throw new ConfigurationException(setting.where(), unknown(setting));
    } else if (name.endsWith("[]") && setting.shape() == Shape.NOTHING) {
      throw new ConfigurationException(
          setting.where(), "'%s' is empty; it holds %s".formatted(setting.key(), within(name)));
    } else if (!setting.value().isEmpty()) {
      throw new ConfigurationException(
          setting.where(),
          "'%s' takes no value, but holds %s".formatted(setting.key(), within(name)));
    }
  }

  private static void check(Setting setting, Key<?> key) {
    if (setting.shape() == Shape.NOTHING) {
      throw new ConfigurationException(
          setting.where(),
          "'%s' has no value; it takes %s".formatted(setting.key(), key.type().allowed()));
    }
    if (setting.shape() == Shape.LIST && !key.type().isList()) {
      throw new ConfigurationException(
          setting.where(),
          "'%s' is a list; it takes %s".formatted(setting.key(), key.type().allowed()));
    }
  }

  /** Of a value that its key does not take. */
  static ConfigurationException bad(Setting setting, Key<?> key) {
    List<String> names = key.type().names();
    return new ConfigurationException(
        setting.where(),
        (key.isSecret()
                ? "'%s' has a value that is not shown; it takes %s"
                    .formatted(setting.key(), key.type().allowed())
                : "'%s' is '%s'; it takes %s"
                    .formatted(setting.key(), printable(setting.value()), key.type().allowed()))
            + Nearest.close(setting.value(), names)
                .map("; did you mean %s?"::formatted)
                .orElse(""));
  }

  /** Of what stands within a value nothing is quoted: it may be a part of it. */
  private static String unknown(Setting setting) {
    String pattern = setting.pattern();
    return Keys.ALL.stream()
        .filter(key -> pattern.startsWith(key.name() + ".") || pattern.startsWith(key.name() + "["))
        .findFirst()
        .map(key -> "'%s' holds more; it takes %s".formatted(key.name(), key.type().allowed()))
        .orElseGet(
            () ->
                "there is no key '%s'; did you mean '%s'?"
                    .formatted(
                        printable(setting.key()), Nearest.of(setting.key(), BY_NAME.keySet())));
  }

  private static String within(String section) {
    String prefix = section + (section.isEmpty() ? "" : ".");
    return Keys.ALL.stream()
        .map(Key::name)
        .filter(name -> name.startsWith(prefix) || name.startsWith(section + "[]."))
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> above(String name) {
    return Stream.iterate(name, n -> !n.isEmpty(), Sentences::parent).skip(1);
  }

  /** Of {@code a[].b} it is {@code a[]}, of that {@code a}. */
  private static String parent(String name) {
    return name.endsWith("[]")
        ? name.substring(0, name.length() - 2)
        : name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** Cut, and without what a terminal would take for its own. */
  static String printable(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return clean.length() > MAX_PRINTED ? clean.substring(0, MAX_PRINTED) + "…" : clean;
  }
}
