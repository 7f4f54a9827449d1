package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads: two event loops, two publishers, and subscribers who come and go, by counts. */
class HubStressTest {

  private static final int PUBLISHERS = 2;
  private static final int PUBLICATIONS = 30_000;
  private static final int CONNECTIONS_PER_LOOP = 12;
  private static final int GENERATIONS = 40;

  /** Nobody reads before, so that everybody stalls and lags once, however slow the machine is. */
  private static final int HELD_BACK = 10_000;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final HubMetrics metrics = new HubMetrics();
  private final Hub hub = new Hub(allocator, metrics, System::nanoTime);
  private final CompletableFuture<Void> finding = new CompletableFuture<>();
  private final List<ThreadLoop> loops =
      List.of(new ThreadLoop("loop 1", finding), new ThreadLoop("loop 2", finding));
  private final CountDownLatch published = new CountDownLatch(PUBLISHERS);
  private final AtomicInteger publications = new AtomicInteger();

  private record ThreadLoop(ScheduledExecutorService executor, CompletableFuture<Void> finding)
      implements Loop {
    ThreadLoop(String name, CompletableFuture<Void> finding) {
      this(
          Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory()),
          finding);
    }

    @Override
    public void execute(Runnable task) {
      executor.execute(() -> guarded(task));
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
      executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void guarded(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        finding.completeExceptionally(e);
      }
    }
  }

  @AfterEach
  void endsTheLoops() {
    loops.forEach(loop -> loop.executor().close());
  }

  @Test
  @Timeout(120)
  void givesEverySubscriberEveryPublicationInOrder() throws Exception {
    // Nothing is dropped: then there must be no gap either.
    var retention = new Retention(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
    Channel<Integer> channel = hub.channel("c", ChannelOptions.every(retention, Rig::encodeGap));

    List<Member> members = run(channel);

    assertThat(metrics.gaps.sum()).isZero();
    assertThat(members).allMatch(member -> member.stalls > 0);
    assertNothingLeft(channel);
  }

  @Test
  @Timeout(120)
  void saysEveryGapExactlyWhileSegmentsAreDropped() throws Exception {
    var retention = new Retention(50, Segment.MAX_CAPACITY, Duration.ofDays(1));
    Channel<Integer> channel =
        hub.channel("c", ChannelOptions.every(retention, HubStressTest::encodeGap));

    run(channel);

    assertThat(metrics.gaps.sum()).isPositive();
    assertNothingLeft(channel);
  }

  private List<Member> run(Channel<Integer> channel) throws Exception {
    List<Member> members = new ArrayList<>();
    for (ThreadLoop loop : loops) {
      Drain drain = hub.drain(loop);
      for (int i = 0; i < CONNECTIONS_PER_LOOP; i++) {
        members.add(new Member(channel, loop, drain));
      }
    }
    members.forEach(Member::begin);
    for (int i = 0; i < PUBLISHERS; i++) {
      Thread.ofPlatform().name("publisher " + i).start(() -> publish(channel));
    }
    published.await();
    var allDone =
        CompletableFuture.allOf(
            members.stream().map(member -> member.done).toArray(CompletableFuture<?>[]::new));
    CompletableFuture.anyOf(allDone, finding).get();
    return members;
  }

  private void publish(Channel<Integer> channel) {
    try {
      for (int i = 0; i < PUBLICATIONS; i++) {
        channel.publish(ThreadLocalRandom.current().nextInt(200));
        publications.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      finding.completeExceptionally(e);
    } finally {
      published.countDown();
    }
  }

  private void assertNothingLeft(Channel<Integer> channel) {
    assertThat(channel.subscribers()).isZero();
    assertThat(channel.variants()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  private static void encode(int padding, long seq, ChannelLog log) {
    ByteBuf out = log.begin(Frames.bytes(8 + padding));
    Frames.writeHeader(out, Frames.BINARY, 8 + padding);
    out.writeLong(seq).writeZero(padding);
    log.commit(seq, false);
  }

  private static void encodeGap(Object channel, long from, long to, ByteBuf out) {
    Frames.writeHeader(out, Frames.TEXT, 16);
    out.writeLong(from).writeLong(to);
  }

  /**
   * One connection after another at the same place: joins, verifies what it gets, stalls and reads
   * by turns, leaves after a while, and stays to the end in its last life. All on its loop.
   */
  private final class Member implements Outbox.Owner {
    private final Channel<Integer> channel;
    private final ThreadLoop loop;
    private final Drain drain;
    private final AtomicInteger lives = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private FakeSocket socket;
    private Outbox outbox;
    private Subscription subscription;
    private long next;
    private int received;
    private int stalls;

    Member(Channel<Integer> channel, ThreadLoop loop, Drain drain) {
      this.channel = channel;
      this.loop = loop;
      this.drain = drain;
      this.socket = FakeSocket.fast(Wire.nowhere());
      this.outbox = drain.outbox(socket, this);
      this.subscription = channel.subscribe(outbox, "none", Lane.EVENTS, _ -> (_, _, _) -> {});
      outbox.close();
    }

    void begin() {
      loop.execute(this::join);
    }

    private void join() {
      FakeSocket.Kind[] kinds = FakeSocket.Kind.values();
      int life = lives.incrementAndGet();
      received = 0;
      socket = new FakeSocket(kinds[life % kinds.length], new Wire(this::come), 500);
      outbox = drain.outbox(socket, this);
      socket.bind(outbox);
      subscription = channel.subscribe(outbox, life % 2, Lane.EVENTS, _ -> HubStressTest::encode);
      next = subscription.seq();
      subscription.resume();
      loop.execute(this::turn);
    }

    /** Reads some, or leaves and comes back, or, at the end, checks and goes. */
    private void turn() {
      boolean over = published.getCount() == 0;
      if (over && next > 1L * PUBLISHERS * PUBLICATIONS) {
        leave();
        done.complete(null);
      } else if (!over && received > 300 && lives.get() < GENERATIONS) {
        leave();
        join();
      } else {
        if (!socket.ready()) {
          stalls++;
        }
        if (over || publications.get() > HELD_BACK) {
          socket.read(over ? FakeSocket.ENDLESS : ThreadLocalRandom.current().nextInt(4_000));
        }
        loop.execute(this::turn);
      }
    }

    private void leave() {
      if (lives.get() % 2 == 0) {
        subscription.cancel();
      }
      outbox.close();
      socket.close();
    }

    private void come(Wire.Message message) {
      ByteBuffer data = message.data();
      long seq = data.getLong();
      if (seq != next) {
        throw new AssertionError(seq + " instead of " + next);
      }
      next = message.opcode() == Frames.TEXT ? data.getLong() : seq + 1;
      received++;
    }

    @Override
    public void tooSlow() {
      finding.completeExceptionally(new AssertionError("too slow"));
    }

    @Override
    public void failed(RuntimeException fault) {
      finding.completeExceptionally(fault);
    }
  }
}
