package io.starling.server.services;

import io.starling.server.services.ServiceEvent.ConnectionCount;
import java.util.function.LongSupplier;

/**
 * Tells on the channel {@code system} how many are connected, when that is not what it told last.
 * Asked once a second, so it says no more often. Thread-safe.
 */
public final class ConnectionCounts {

  private final LongSupplier connections;
  private final EventPublisher publisher;
  private long told;

  public ConnectionCounts(LongSupplier connections, EventPublisher publisher) {
    this.connections = connections;
    this.publisher = publisher;
  }

  /** Tells if there is news. */
  public synchronized void look() {
    long now = connections.getAsLong();
    if (now != told) {
      told = now;
      publisher.publish(new ConnectionCount(now));
    }
  }
}
