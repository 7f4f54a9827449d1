package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One loop whose tasks an actor runs, and one connection that counts its bytes. */
final class StressRig implements Loop, Outlet {

  final Hub hub;
  final Drain drain;
  final Outbox outbox;

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean ready = true;
  private int bytes;

  StressRig() {
    hub = new Hub(new UnpooledByteBufAllocator(true, true), new HubMetrics(), System::nanoTime);
    drain = hub.drain(this);
    outbox = drain.outbox(this, () -> {});
  }

  /** One more connection on the same loop. */
  StressRig(StressRig other) {
    hub = other.hub;
    drain = other.drain;
    outbox = drain.outbox(this, () -> {});
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {}

  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  void setReady(boolean isReady) {
    ready = isReady;
  }

  /** Bytes that the connection has taken. */
  int bytes() {
    return bytes;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public int write(ByteBuf memory, int from, int to) {
    bytes += to - from;
    return to;
  }

  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return 0;
  }
}
