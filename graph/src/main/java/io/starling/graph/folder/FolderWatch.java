package io.starling.graph.folder;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.starling.graph.folder.Burst.Changes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches a folder and hands on what changed, burst by burst, on one thread of its own. When the
 * system says that it lost count, all directories are watched anew, since one of those lost may
 * have been a new directory, and the whole folder is looked at. Thread-safe.
 */
final class FolderWatch implements AutoCloseable {
  private final Path root;
  private final IgnoreRules rules;
  private final Consumer<Changes> onBurst;
  private final Consumer<IOException> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Burst burst;
  private final Thread worker =
      Thread.ofPlatform().daemon().name("starling-folder").unstarted(this::work);
  private @Nullable DirectoryWatcher watcher;
  private @Nullable Listener listener;
  private boolean closed;

  FolderWatch(
      Path root,
      IgnoreRules rules,
      FolderOptions options,
      Consumer<Changes> onBurst,
      Consumer<IOException> onFailure) {
    this.root = root;
    this.rules = rules;
    this.burst = new Burst(options);
    this.onBurst = onBurst;
    this.onFailure = onFailure;
  }

  /** Begins to watch; what changes after this returns is handed on. */
  void start() {
    watchAnew();
    worker.start();
  }

  /**
   * Stops watching; when this returns nothing is handed on any more. Called by the worker itself it
   * does not wait.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      stopWatcher();
    } finally {
      lock.unlock();
    }
    if (!Thread.currentThread().equals(worker)) {
      joinWorker();
    }
  }

  private void joinWorker() {
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Changes changes = next(); changes != null; changes = next()) {
        if (changes.everything()) {
          rules.reload();
          watchAnew();
        }
        onBurst.accept(changes);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a burst is over; null when the watch is closed. */
  private @Nullable Changes next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        if (burst.isEmpty()) {
          changed.await();
        } else {
          long remaining = burst.remainingNanos(System.nanoTime());
          if (remaining <= 0) {
            return burst.drain();
          }
          changed.awaitNanos(remaining);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void watchAnew() {
    lock.lock();
    try {
      stopWatcher();
      if (!closed) {
        watcher = startedWatcher();
      }
    } catch (IOException e) {
      onFailure.accept(e);
    } finally {
      lock.unlock();
    }
  }

  private DirectoryWatcher startedWatcher() throws IOException {
    Listener heard = new Listener();
    listener = heard;
    DirectoryWatcher started =
        DirectoryWatcher.builder()
            .path(root)
            .fileHashing(false)
            .fileTreeVisitor(new WatchedDirectories(rules))
            .listener(heard)
            .build();
    var running =
        started.watchAsync(
            command -> Thread.ofPlatform().daemon().name("starling-folder-events").start(command));
    if (running.isCompletedExceptionally()) {
      started.close();
      throw cause(running);
    }
    return started;
  }

  private static IOException cause(CompletableFuture<Void> failed) {
    try {
      failed.get();
      return new IOException("the watcher ended at once");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException(e);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof UncheckedIOException unchecked
              ? unchecked.getCause()
              : e.getCause();
      return cause instanceof IOException io ? io : new IOException(cause);
    }
  }

  private void stopWatcher() {
    try {
      if (watcher != null) {
        watcher.close();
        watcher = null;
      }
    } catch (IOException e) {
      onFailure.accept(e);
    }
  }

  /**
   * Takes a change from the watcher in use; what one that was replaced still says is known by
   * looking at all of the folder.
   */
  private void add(Listener from, Path path, boolean everything) {
    lock.lock();
    try {
      if (!from.equals(listener)) {
        return;
      }
      if (everything) {
        burst.addEverything(System.nanoTime());
      } else {
        burst.add(path, System.nanoTime());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes events on the thread of the watcher. */
  private final class Listener implements DirectoryChangeListener {
    @Override
    public void onEvent(DirectoryChangeEvent event) {
      if (event.eventType() == EventType.OVERFLOW) {
        add(this, root, true);
        return;
      }
      Path path = event.path();
      boolean rule = rules.isRule(path);
      if (rule || !rules.ignores(path, event.isDirectory())) {
        add(this, path, rule);
      }
    }

    /** An event that could not be handled is a change that is not known. */
    @Override
    public void onException(Exception e) {
      add(this, root, true);
    }
  }
}
