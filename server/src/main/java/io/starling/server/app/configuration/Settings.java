package io.starling.server.app.configuration;

import io.starling.server.app.configuration.Setting.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is set, the strongest of each: defaults, file, older variables, variables, flags. Immutable.
 *
 * <p>A map, and no library: an empty configuration of SmallRye Config takes 0.6 s of processor time
 * at every start, and knows no lines of YAML.
 */
final class Settings {

  private final SortedMap<String, Setting> byKey = new TreeMap<>();

  private Settings(List<Setting> weakestFirst) {
    weakestFirst.forEach(setting -> byKey.put(setting.key(), setting));
  }

  /**
   * Puts the layers together.
   *
   * @throws ConfigurationException for a key that is none, or is no value
   */
  static Settings of(ConfigurationInput input) {
    List<Setting> file = YamlSettings.of(input.fileName(), input.fileText());
    Sentences.check(file);
    return new Settings(
        Stream.of(
                defaults(),
                file,
                EnvironmentSettings.older(input.environment()),
                EnvironmentSettings.of(input.environment()),
                flags(input.flags()))
            .flatMap(List::stream)
            .toList());
  }

  /** The value of a key that has one. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has a default"));
  }

  /** The value of a key that may have none. */
  <T> Optional<T> find(Key<T> key) {
    return find(key, key.name());
  }

  /**
   * The value of a key of a section in a list.
   *
   * @param name the key's, with the place in the list
   */
  <T> Optional<T> find(Key<T> key, String name) {
    return Optional.ofNullable(byKey.get(name))
        .map(
            setting ->
                key.type()
                    .parse()
                    .apply(setting.value())
                    .orElseThrow(() -> Sentences.bad(setting, key)));
  }

  /** Of a list of sections, those that say anything: {@code auth.nostr.users[0]}. */
  List<String> sections(String list) {
    List<String> sections = new ArrayList<>();
    for (String next = list + "[0]";
        first(next).isPresent();
        next = list + "[" + sections.size() + "]") {
      sections.add(next);
    }
    return sections;
  }

  /** Where something of a section is set. */
  String where(String section) {
    return first(section).orElseThrow().where();
  }

  private Optional<Setting> first(String section) {
    String prefix = section + ".";
    return byKey.tailMap(prefix).values().stream()
        .findFirst()
        .filter(setting -> setting.key().startsWith(prefix));
  }

  private static List<Setting> defaults() {
    return Keys.ALL.stream()
        .filter(key -> !key.usual().isEmpty())
        .map(key -> new Setting(key.name(), key.usual(), "default", Shape.VALUE))
        .toList();
  }

  private static List<Setting> flags(Map<String, String> flags) {
    return Keys.ALL.stream()
        .flatMap(
            key ->
                Optional.ofNullable(key.flag()).stream()
                    .filter(flags::containsKey)
                    .map(
                        f -> new Setting(key.name(), String.valueOf(flags.get(f)), f, Shape.VALUE)))
        .toList();
  }
}
