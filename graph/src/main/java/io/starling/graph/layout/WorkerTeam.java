package io.starling.graph.layout;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that share loops with their caller: {@link #forEach} cuts a range into pieces that
 * the threads take in turn, and returns when all are done. Allocates nothing per loop; threads spin
 * for some microseconds between two loops, then park. Confined to one calling thread.
 */
final class WorkerTeam implements AutoCloseable {
  /** A piece of a loop, from {@code from} up to and not including {@code to}. */
  interface Loop {
    void run(int from, int to);
  }

  private static final int SPINS = 1_000;

  /** Loops of fewer pieces are over before another thread is awake. */
  private static final int FEW_PIECES = 4;

  private static final Loop NOTHING = (_, _) -> {};

  private final Thread[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile int generation;
  private volatile boolean closed;
  private volatile @Nullable Thread caller;
  private volatile @Nullable Throwable failure;
  private Loop loop = NOTHING;
  private int count;
  private int grain = 1;

  /**
   * @param threads number of threads at work, with the caller's, at least 1
   */
  WorkerTeam(int threads) {
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().name("layout-" + (i + 1)).daemon().unstarted(this::help);
    }
    for (Thread helper : helpers) {
      helper.start();
    }
  }

  /** Runs a loop over [0, count) in pieces of {@code grain}; a loop of few pieces runs here. */
  void forEach(int count, int grain, Loop loop) {
    if (helpers.length == 0 || count < FEW_PIECES * grain) {
      loop.run(0, count);
      return;
    }
    this.loop = loop;
    this.count = count;
    this.grain = grain;
    caller = Thread.currentThread();
    next.set(0);
    busy.set(helpers.length);
    int now = generation + 1; // only the caller writes
    generation = now; // publishes all of the above
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    takePieces();
    awaitHelpers();
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  private void awaitHelpers() {
    for (int spins = 0; busy.get() > 0; spins++) {
      pause(spins);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a layout thread failed", thrown);
    }
  }

  private void help() {
    int seen = 0;
    while (!closed) {
      for (int spins = 0; generation == seen && !closed; spins++) {
        pause(spins);
      }
      if (closed) {
        return;
      }
      seen = generation;
      takePieces();
      if (busy.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void takePieces() {
    try {
      for (int from = next.getAndAdd(grain); from < count; from = next.getAndAdd(grain)) {
        loop.run(from, Math.min(from + grain, count));
      }
    } catch (RuntimeException | Error e) {
      next.set(count);
      failure = e;
    }
  }

  private static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.park();
    }
  }
}
