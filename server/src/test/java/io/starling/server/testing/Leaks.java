package io.starling.server.testing;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What Netty found to be collected without having been released. Makes the detectors that report to
 * it. Thread-safe.
 */
final class Leaks extends ResourceLeakDetectorFactory {

  private static final int COLLECTIONS = 3;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Queue<String> reports = new ConcurrentLinkedQueue<>();

  @Override
  @SuppressWarnings("deprecation") // the constructor that every factory must call is
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval, long maxActive) {
    return newResourceLeakDetector(resource, samplingInterval);
  }

  @Override
  @SuppressWarnings("deprecation") // likewise
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval) {
    return new ResourceLeakDetector<>(resource, samplingInterval) {
      @Override
      protected boolean needReport() {
        return true;
      }

      @Override
      protected void reportTracedLeak(String type, String records) {
        reports.add(type + " was not released" + records);
      }

      @Override
      protected void reportUntracedLeak(String type) {
        reports.add(type + " was not released");
      }
    };
  }

  boolean isEmpty() {
    return reports.isEmpty();
  }

  /** Throws, with all reports, if there are any. */
  void requireNone() {
    if (!isEmpty()) {
      throw new AssertionError(reports.size() + " leaks:\n" + String.join("\n", reports));
    }
  }

  /**
   * Has the garbage collected, so that what leaked before this call is found by the next buffer.
   */
  static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      var queue = new ReferenceQueue<>();
      var sentinel = new PhantomReference<>(new Object(), queue);
      System.gc();
      try {
        if (queue.remove(PATIENCE_MILLIS) == null) {
          throw new AssertionError("the garbage is not collected");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        Reference.reachabilityFence(sentinel);
      }
    }
    PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
  }
}
