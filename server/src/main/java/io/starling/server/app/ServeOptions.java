package io.starling.server.app;

import java.nio.file.Path;

/**
 * What {@code serve} is told.
 *
 * @param port 0 for any free one
 * @param bench whether {@code /bench/*} is there
 */
public record ServeOptions(Path folder, String host, int port, boolean bench) {

  /** Chapter 1: the default port. */
  public static final int DEFAULT_PORT = 3001;

  public ServeOptions {
    if (port < 0 || port > 65_535) {
      throw new CommandException("A port is a number from 0 to 65535, not " + port);
    }
  }
}
