package io.starling.server.app.configuration;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.MapBackedConfigValueConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.starling.server.app.configuration.Setting.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is set, the strongest of each: defaults, file, older variables, variables, flags. */
final class Settings {

  private final SmallRyeConfig config;

  private Settings(SmallRyeConfig config) {
    this.config = config;
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
        new SmallRyeConfigBuilder()
            .withSources(new Layer("defaults", 0, defaults()))
            .withSources(new Layer("file", 100, file))
            .withSources(new Layer("older", 200, EnvironmentSettings.older(input.environment())))
            .withSources(new Layer("environment", 300, EnvironmentSettings.of(input.environment())))
            .withSources(new Layer("flags", 400, flags(input.flags())))
            .build());
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
    return setting(name)
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
    for (String next = list + "[0]"; says(next); next = list + "[" + sections.size() + "]") {
      sections.add(next);
    }
    return sections;
  }

  /** Where something of a section is set. */
  String where(String section) {
    return names(section).flatMap(name -> setting(name).stream()).findFirst().orElseThrow().where();
  }

  private boolean says(String section) {
    return names(section).findAny().isPresent();
  }

  private Stream<String> names(String section) {
    List<String> names = new ArrayList<>();
    config.getPropertyNames().forEach(names::add);
    return names.stream().filter(name -> name.startsWith(section + ".")).sorted();
  }

  private Optional<Setting> setting(String name) {
    ConfigValue value = config.getConfigValue(name);
    return Optional.ofNullable(value.getValue())
        .map(text -> new Setting(name, text, value.getConfigSourceName(), Shape.VALUE));
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

  /** Settings as the library takes them; the place of each is its source's name. */
  private static final class Layer extends MapBackedConfigValueConfigSource {

    private static final long serialVersionUID = 1L;

    Layer(String name, int ordinal, List<Setting> settings) {
      super(name, settings.stream().collect(Collectors.toMap(Setting::key, Layer::value)), ordinal);
    }

    private static ConfigValue value(Setting setting) {
      return ConfigValue.builder()
          .withName(setting.key())
          .withValue(setting.value())
          .withConfigSourceName(setting.where())
          .build();
    }
  }
}
