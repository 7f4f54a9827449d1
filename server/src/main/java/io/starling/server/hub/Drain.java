package io.starling.server.hub;

import io.netty.buffer.ByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Moves what was published into the sockets of one event loop. However many publications come
 * before it runs, it runs once and takes them all: the busier the server, the cheaper a message.
 *
 * <p>{@link #enqueue} may be called from any thread; all else is confined to the loop. The queue is
 * bounded by the number of drainables, because each is in it at most once.
 */
public final class Drain {

  private final Loop loop;
  private final ByteBufAllocator allocator;
  private final HubMetrics metrics;
  private final StallWatch stalls;
  private final MpscUnboundedArrayQueue<Drainable> dirty = new MpscUnboundedArrayQueue<>(256);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable run = this::run;
  private final LogView view = new LogView();
  private @Nullable DeflatedFrames deflated;
  private long deliveries;
  private long bytes;

  Drain(Loop loop, Hub hub) {
    this.loop = loop;
    this.allocator = hub.allocator();
    this.metrics = hub.metrics();
    this.stalls = new StallWatch(loop, hub.nanoTime(), hub.stallLimit());
  }

  /** The way out of one connection of this loop. */
  public Outbox outbox(Outlet outlet, Outbox.Owner owner) {
    return outbox(outlet, owner, false);
  }

  /**
   * The same.
   *
   * @param deflates whether the connection agreed to permessage-deflate without context takeover
   */
  public Outbox outbox(Outlet outlet, Outbox.Owner owner, boolean deflates) {
    return new Outbox(this, outlet, owner, deflates);
  }

  void enqueue(Drainable drainable) {
    dirty.offer(drainable);
    schedule();
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  /** What the replies of this loop's connections are compressed with; made at need. */
  DeflatedFrames deflated() {
    DeflatedFrames made = deflated;
    if (made == null) {
      made = new DeflatedFrames();
      deflated = made;
    }
    return made;
  }

  HubMetrics metrics() {
    return metrics;
  }

  StallWatch stalls() {
    return stalls;
  }

  void countDeliveries(long more) {
    deliveries += more;
  }

  void countBytes(long more) {
    bytes += more;
  }

  private void schedule() {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      loop.execute(run);
    }
  }

  /** What comes while it runs is for the next run, so that the loop gets to read in between. */
  private void run() {
    try {
      for (int waiting = dirty.size(); waiting > 0; waiting--) {
        Drainable next = dirty.poll();
        if (next != null) {
          next.drain(view);
        }
      }
    } finally {
      scheduled.set(false);
      if (!dirty.isEmpty()) {
        schedule();
      }
      publishCounts();
    }
  }

  private void publishCounts() {
    metrics.drains.increment();
    metrics.deliveries.add(deliveries);
    metrics.bytes.add(bytes);
    deliveries = 0;
    bytes = 0;
  }
}
