package io.starling.server.hub;

import io.netty.buffer.ByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** Makes channels and drains of one process. Thread-safe. */
public final class Hub {

  /** A client that takes nothing for so long while data waits is closed. Chapter 8. */
  public static final Duration STALL_LIMIT = StallWatch.LIMIT;

  /** What all channels together keep of their publications. */
  private static final long MAX_HISTORY_BYTES = 256L << 20;

  private final ByteBufAllocator allocator;
  private final HubMetrics metrics;
  private final LongSupplier nanoTime;
  private final Duration stallLimit;
  private final DeflaterPool deflaters = new DeflaterPool();
  private final HistoryBudget histories = new HistoryBudget(MAX_HISTORY_BYTES);

  /**
   * @param allocator gives the segments their memory
   * @param nanoTime a monotonic clock
   */
  public Hub(ByteBufAllocator allocator, HubMetrics metrics, LongSupplier nanoTime) {
    this(allocator, metrics, nanoTime, STALL_LIMIT);
  }

  /** With another limit than chapter 8's for a client that takes nothing while data waits. */
  public Hub(
      ByteBufAllocator allocator, HubMetrics metrics, LongSupplier nanoTime, Duration stallLimit) {
    this.allocator = allocator;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.stallLimit = stallLimit;
  }

  public <P> Channel<P> channel(String name, ChannelOptions options) {
    return new Channel<>(name, options, this, null);
  }

  /**
   * Makes a channel that keeps its publications as its options say, so that a subscriber can
   * recover what it has missed in whatever variant it comes back.
   *
   * @param bytesOf says what a publication takes in memory
   */
  public <P> Channel<P> recoverable(String name, ChannelOptions options, ToIntFunction<P> bytesOf) {
    return new Channel<>(
        name, options, this, new History<>(options.retention(), bytesOf, histories));
  }

  /** What publications are compressed with for those who agreed to permessage-deflate. */
  public DeflaterPool deflaters() {
    return deflaters;
  }

  /** The drain of one event loop; one for each. */
  public Drain drain(Loop loop) {
    return new Drain(loop, this);
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

  Duration stallLimit() {
    return stallLimit;
  }
}
