package io.starling.server.transport;

import java.time.Duration;

/**
 * How long a client may take over what it has begun. Chapter 4 of the specification.
 *
 * @param request from the connection to the end of its first request's headers, however often a
 *     byte of them comes
 * @param message from the first fragment of a message to its last
 * @param next from an answer to the end of the next request's headers on the same connection
 */
public record Patience(Duration request, Duration message, Duration next) {

  private static final Duration NEXT = Duration.ofSeconds(75);

  /** As long as is usual between two requests. */
  public Patience(Duration request, Duration message) {
    this(request, message, NEXT);
  }

  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
