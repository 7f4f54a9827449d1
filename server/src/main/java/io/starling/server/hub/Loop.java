package io.starling.server.hub;

import java.time.Duration;

/** An event loop: runs tasks one after the other on its own thread. Thread-safe. */
public interface Loop {

  void execute(Runnable task);

  void schedule(Runnable task, Duration delay);
}
