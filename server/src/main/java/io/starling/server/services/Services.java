package io.starling.server.services;

import io.starling.server.services.ServiceEvent.ServiceStarted;
import io.starling.server.services.ServiceEvent.ServiceStopped;
import java.util.HashMap;
import java.util.Map;

/**
 * Which services run. A service that starts or stops is told on the channel {@code system}, once;
 * one that was never told of does not run. Thread-safe.
 */
public final class Services {

  /** Notices changes of files. */
  public static final String FILES = "files";

  /** Sees gestures. */
  public static final String VISION = "vision";

  private final EventPublisher publisher;
  private final Map<String, Boolean> running = new HashMap<>();

  public Services(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /** A service is there. */
  public synchronized void started(String service, String message) {
    if (!Boolean.TRUE.equals(running.put(service, true))) {
      publisher.publish(new ServiceStarted(service, message));
    }
  }

  /**
   * A service is not there.
   *
   * @param reason a sentence
   */
  public synchronized void stopped(String service, String reason) {
    if (!Boolean.FALSE.equals(running.put(service, false))) {
      publisher.publish(new ServiceStopped(service, reason));
    }
  }
}
