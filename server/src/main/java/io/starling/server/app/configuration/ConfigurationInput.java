package io.starling.server.app.configuration;

import java.util.Map;

/**
 * All that a configuration is made of. Immutable.
 *
 * @param fileName as sentences say it
 * @param fileText YAML; empty where there is no file
 * @param environment by variable; of others than ours nothing is read
 * @param flags by their names on the command line, {@code --port}, those that were given
 */
public record ConfigurationInput(
    String fileName, String fileText, Map<String, String> environment, Map<String, String> flags) {

  /** Where a file is looked for. */
  public static final String FILE_NAME = "starling.yaml";

  public static final ConfigurationInput NOTHING =
      new ConfigurationInput(FILE_NAME, "", Map.of(), Map.of());

  public ConfigurationInput {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }
}
