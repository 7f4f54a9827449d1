package io.starling.server.transport;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All open WebSocket connections, so that they can be told to go. Thread-safe. */
final class Connections {

  /** Those who were sent away come back spread over time, so many a second. */
  private static final int RETURNING_A_SECOND = 500;

  private static final int LONGEST_WAIT_SECONDS = 30;

  private final Set<NettyConnection> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean draining;

  void add(NettyConnection connection) {
    open.add(connection);
    if (draining) {
      connection.goAway(1);
    }
  }

  void remove(NettyConnection connection) {
    open.remove(connection);
    completeIfEmpty();
  }

  boolean isDraining() {
    return draining;
  }

  /** Tells everybody to come back later, and completes once the last one is gone. */
  CompletableFuture<Void> drain() {
    draining = true;
    int told = 0;
    for (NettyConnection connection : open) {
      connection.goAway(1 + told++ / RETURNING_A_SECOND % LONGEST_WAIT_SECONDS);
    }
    completeIfEmpty();
    return drained;
  }

  private void completeIfEmpty() {
    if (draining && open.isEmpty()) {
      drained.complete(null);
    }
  }
}
