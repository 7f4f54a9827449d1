package io.starling.benchmarks.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Loop;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Outlet;
import io.starling.server.hub.Retention;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Publications of 128 B on an EVERY channel with history, drained to subscribers whose outlets take
 * everything: what the hub itself costs per delivery. An operation is {@code burst} publications
 * and one drain; divide by {@code subscribers × burst}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HubBenchmark {

  @Param({"1", "100", "1000", "10000"})
  int subscribers;

  @Param({"1", "32"})
  int burst;

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final List<Outbox> outboxes = new ArrayList<>();
  private final ByteBuf payload = Unpooled.directBuffer(128).writeZero(128);
  private final Hub hub =
      new Hub(PooledByteBufAllocator.DEFAULT, new HubMetrics(), System::nanoTime);
  private final Channel<ByteBuf> channel =
      hub.channel("bench", ChannelOptions.every(Retention.DEFAULT, (_, _, _, _) -> {}));

  /** Takes everything and looks at none of it. */
  private static final class Hole implements Outlet {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public int write(ByteBuf memory, int from, int to) {
      return to;
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
      return 0;
    }
  }

  /** Runs tasks when it is told to. */
  private record ManualLoop(ArrayDeque<Runnable> tasks) implements Loop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
      throw new IllegalStateException("nobody stalls here");
    }
  }

  @Setup
  public void subscribe() {
    Drain drain = hub.drain(new ManualLoop(tasks));
    for (int i = 0; i < subscribers; i++) {
      Outbox outbox = drain.outbox(new Hole(), () -> {});
      outboxes.add(outbox);
      channel
          .subscribe(
              outbox,
              "as it is",
              Lane.EVENTS,
              _ -> (bytes, seq, log) -> log.append(Frames.BINARY, bytes, seq))
          .resume();
    }
    drain();
  }

  @TearDown
  public void close() {
    outboxes.forEach(Outbox::close);
  }

  @Benchmark
  public long publishAndDrain() {
    long seq = 0;
    for (int i = 0; i < burst; i++) {
      seq = channel.publish(payload);
    }
    drain();
    return seq;
  }

  private void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
