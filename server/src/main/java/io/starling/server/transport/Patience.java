package io.starling.server.transport;

import java.time.Duration;

/**
 * How long a client may take over what it has begun. Chapter 4 of the specification.
 *
 * @param request from the connection to the end of its first request's headers, however often a
 *     byte of them comes
 * @param message from the first fragment of a message to its last
 */
public record Patience(Duration request, Duration message) {

  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
