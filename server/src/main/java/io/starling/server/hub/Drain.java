package io.starling.server.hub;

import io.netty.buffer.ByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * Moves what was published into the sockets of one event loop. However many publications come
 * before it runs, it runs once and takes them all: the busier the server, the cheaper a message.
 *
 * <p>{@link #enqueue} may be called from any thread; all else is confined to the loop. The queue is
 * bounded by the number of drainables, because each is in it at most once.
 */
public final class Drain {

  /** A client whose socket takes nothing for so long while data waits is closed. */
  static final Duration STALL_LIMIT = Duration.ofSeconds(10);

  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  /** How many drainables are looked at before the loop may do something else. */
  private static final int BATCH = 4_096;

  private final Loop loop;
  private final ByteBufAllocator allocator;
  private final HubMetrics metrics;
  private final LongSupplier nanoTime;
  private final MpscUnboundedArrayQueue<Drainable> dirty = new MpscUnboundedArrayQueue<>(256);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable run = this::run;
  private final Runnable sweep = this::sweep;
  private final LogView view = new LogView();
  private final List<Outbox> blocked = new ArrayList<>();
  private boolean sweeping;
  private long delivered;
  private long deliveredBytes;

  Drain(Loop loop, ByteBufAllocator allocator, HubMetrics metrics, LongSupplier nanoTime) {
    this.loop = loop;
    this.allocator = allocator;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /** The way out of one connection of this loop. */
  public Outbox outbox(Outlet outlet, Outbox.Owner owner) {
    return new Outbox(this, outlet, owner);
  }

  void enqueue(Drainable drainable) {
    dirty.offer(drainable);
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      loop.execute(run);
    }
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  HubMetrics metrics() {
    return metrics;
  }

  LogView view() {
    return view;
  }

  void count(long messages, long bytes) {
    delivered += messages;
    deliveredBytes += bytes;
  }

  /** Watches an outbox whose socket is full. */
  void block(Outbox outbox) {
    metrics.blocked.increment();
    outbox.stalledSince(nanoTime.getAsLong());
    blocked.add(outbox);
    if (!sweeping) {
      sweeping = true;
      loop.schedule(sweep, SWEEP_INTERVAL);
    }
  }

  void unblock(Outbox outbox) {
    blocked.remove(outbox);
  }

  private void run() {
    scheduled.set(false);
    metrics.drains.increment();
    for (int i = 0; i < BATCH; i++) {
      Drainable next = dirty.poll();
      if (next == null) {
        break;
      }
      next.drain(view);
    }
    if (!dirty.isEmpty() && scheduled.compareAndSet(false, true)) {
      loop.execute(run);
    }
    metrics.deliveries.add(delivered);
    metrics.bytes.add(deliveredBytes);
    delivered = 0;
    deliveredBytes = 0;
  }

  private void sweep() {
    long now = nanoTime.getAsLong();
    for (Outbox outbox : List.copyOf(blocked)) {
      if (outbox.stalledFor(now) >= STALL_LIMIT.toNanos()) {
        metrics.tooSlow.increment();
        unblock(outbox);
        outbox.owner().tooSlow();
      }
    }
    sweeping = !blocked.isEmpty();
    if (sweeping) {
      loop.schedule(sweep, SWEEP_INTERVAL);
    }
  }
}
