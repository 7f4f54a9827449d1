package io.starling.server.hub;

import io.netty.buffer.ByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.util.function.LongSupplier;

/** Makes channels and drains of one process. Thread-safe. */
public final class Hub {

  private final ByteBufAllocator allocator;
  private final HubMetrics metrics;
  private final LongSupplier nanoTime;

  /**
   * @param allocator gives the segments their memory
   * @param nanoTime a monotonic clock
   */
  public Hub(ByteBufAllocator allocator, HubMetrics metrics, LongSupplier nanoTime) {
    this.allocator = allocator;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  public <P> Channel<P> channel(String name, ChannelOptions options) {
    return new Channel<>(name, options, this);
  }

  /** The drain of one event loop; one for each. */
  public Drain drain(Loop loop) {
    return new Drain(loop, allocator, metrics, nanoTime);
  }

  HubMetrics metrics() {
    return metrics;
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }
}
