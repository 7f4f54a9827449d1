package io.starling.server.channel;

import io.starling.server.hub.Loop;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for what is due now and then and belongs to no connection. What is left when it is
 * closed is never run. Thread-safe.
 */
public final class OwnThread implements Loop, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

  private final ScheduledExecutorService executor;

  public OwnThread(String name) {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  @Override
  public void execute(Runnable task) {
    schedule(task, Duration.ZERO);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    try {
      var _ = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.atTrace().log("not run, as the server has stopped");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a task of the server's own failed");
    }
  }
}
