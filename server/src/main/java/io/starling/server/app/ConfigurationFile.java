package io.starling.server.app;

import io.starling.server.app.configuration.ConfigurationException;
import io.starling.server.app.configuration.ConfigurationInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that a configuration is read from. Immutable. */
record ConfigurationFile(String name, String text) {

  private static final int MAX_BYTES = 1 << 20;

  /**
   * Reads the one that is named, or the one in the working directory if there is one.
   *
   * @throws ConfigurationException when it can't be read
   */
  static ConfigurationFile read(@Nullable Path named) {
    if (named != null) {
      return read(named, named.toString());
    }
    Path usual = Path.of(ConfigurationInput.FILE_NAME);
    return Files.exists(usual)
        ? read(usual, ConfigurationInput.FILE_NAME)
        : new ConfigurationFile(ConfigurationInput.FILE_NAME, "");
  }

  private static ConfigurationFile read(Path file, String name) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(name, "there is no such file");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigurationException(name, "this is longer than 1 MiB");
      }
      return new ConfigurationFile(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(name, "this is not UTF-8");
    } catch (IOException e) {
      throw new ConfigurationException(name, "this can't be read");
    }
  }
}
