package io.starling.server.app.configuration;

import io.starling.server.app.configuration.Setting.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the environment says. An empty variable says nothing. */
final class EnvironmentSettings {

  static final String PREFIX = "STARLING_";

  /** Ours, but not the configuration's: how the process is started. */
  private static final Set<String> ELSEWHERE =
      Set.of("STARLING_TRANSPORT", "STARLING_JAVA_OPTIONS");

  /** What Kubernetes sets in every container beside a service whose name begins with ours. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "STARLING_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

  private static final Pattern SERVICE_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

  private static final Map<String, Key<?>> BY_VARIABLE =
      Keys.ALL.stream()
          .filter(key -> !key.isInList())
          .collect(Collectors.toUnmodifiableMap(Key::variable, Function.identity()));

  private EnvironmentSettings() {}

  /**
   * By the keys' own names.
   *
   * @throws ConfigurationException if a variable looks like ours, but is none
   */
  static List<Setting> of(Map<String, String> environment) {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(PREFIX) && !isElsewhere(variable, value)) {
                Key<?> key = key(variable);
                if (!value.isBlank()) {
                  settings.add(new Setting(key.name(), value, variable, Shape.VALUE));
                }
              }
            });
    return settings;
  }

  /** By the names of document 002 of the requirements. */
  static List<Setting> older(Map<String, String> environment) {
    List<Setting> settings = new ArrayList<>();
    String required = environment.getOrDefault("WS_AUTH_REQUIRED", "");
    switch (required) {
      case "" -> {}
      case "true" -> add(settings, Keys.AUTH_MODE, "WS_AUTH_REQUIRED", "required");
      case "false" -> add(settings, Keys.AUTH_MODE, "WS_AUTH_REQUIRED", "demo");
      default ->
          throw new ConfigurationException(
              "WS_AUTH_REQUIRED",
              "it is '%s'; it takes true or false".formatted(Sentences.printable(required)));
    }
    add(settings, Keys.EVENTS_ENDPOINT, "WS_ENDPOINT", environment.getOrDefault("WS_ENDPOINT", ""));
    add(
        settings,
        Keys.TOTAL,
        "WS_MAX_CONNECTIONS",
        environment.getOrDefault("WS_MAX_CONNECTIONS", ""));
    return settings;
  }

  private static void add(List<Setting> settings, Key<?> key, String variable, String value) {
    if (!value.isBlank()) {
      settings.add(new Setting(key.name(), value, variable, Shape.VALUE));
    }
  }

  private static boolean isElsewhere(String variable, String value) {
    return ELSEWHERE.contains(variable)
        || SERVICE_LINK.matcher(variable).matches()
        || (variable.endsWith("_PORT") && SERVICE_PORT.matcher(value).matches());
  }

  private static Key<?> key(String variable) {
    Key<?> key = BY_VARIABLE.get(variable);
    if (key == null) {
      throw new ConfigurationException(
          Sentences.printable(variable),
          "there is no such setting; did you mean "
              + Nearest.of(variable, BY_VARIABLE.keySet())
              + "?");
    }
    return key;
  }
}
