package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.hub.FakeSocket.Kind;
import io.starling.server.metrics.HubMetrics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a thousand subscribers cost. */
class FanOutTest {

  private static final int SUBSCRIBERS = 1_000;

  private final Rig rig = new Rig();

  @Test
  void encodesOncePerVariantForAThousandSubscribers() {
    Channel<String> channel = rig.every(100);
    List<Rig.Client> clients = new ArrayList<>();
    int[] encodings = {0};
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Rig.Client client = rig.client();
      clients.add(client);
      channel
          .subscribe(
              client.outbox,
              "variant " + i % 2,
              Lane.EVENTS,
              _ ->
                  (text, seq, log) -> {
                    encodings[0]++;
                    Rig.encode(text, seq, log);
                  })
          .resume();
    }

    for (int i = 0; i < 50; i++) {
      channel.publish("publication " + i);
      rig.loop.runAll();
    }

    assertThat(encodings[0]).isEqualTo(2 * 50);
    assertThat(rig.metrics.encodings.sum()).isEqualTo(2 * 50);
    assertThat(rig.metrics.deliveries.sum()).isEqualTo(50L * SUBSCRIBERS);
    assertThat(clients).allMatch(client -> client.received.size() == 50);
    clients.forEach(client -> client.outbox.close());
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void holdsNothingForThoseWhoStallBeyondTheSharedLog() {
    var retention = new Retention(100, Segment.MAX_CAPACITY, Duration.ofMinutes(5));
    Channel<String> channel = rig.hub.channel("c", ChannelOptions.every(retention, Rig::encodeGap));
    Rig.Client reader = rig.client();
    Rig.subscribe(channel, reader, Lane.EVENTS);
    List<Rig.Client> stalled = new ArrayList<>();
    for (int i = 1; i < SUBSCRIBERS; i++) {
      Rig.Client client = rig.client(Kind.DIRECT, 0);
      stalled.add(client);
      Rig.subscribe(channel, client, Lane.EVENTS);
    }
    String message = "x".repeat(1_000);
    channel.publish(message);
    rig.loop.runAll();
    long held = stalled.stream().mapToLong(client -> client.socket.pendingBytes()).sum();

    for (int i = 0; i < 5_000; i++) {
      channel.publish(message);
      rig.loop.runAll();
    }

    // One segment that they all are stuck in, and what the log keeps; 5 MB have passed.
    assertThat(rig.usedMemory()).isLessThan(3L * Segment.MAX_CAPACITY);
    assertThat(stalled.stream().mapToLong(client -> client.socket.pendingBytes()).sum())
        .isEqualTo(held);
    assertThat(stalled).allMatch(client -> client.socket.writes() == 1);
    assertThat(reader.received).hasSize(5_001);
    stalled.forEach(
        client -> {
          client.outbox.close();
          client.socket.close();
        });
    reader.outbox.close();
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void allocatesNothingPerDelivery() {
    long few = allocatedPerPublication(10);
    long many = allocatedPerPublication(SUBSCRIBERS);

    // The same for ten and for a thousand: not a byte belongs to a delivery.
    assertThat(many).isLessThanOrEqualTo(few + 16);
    assertThat(many).isLessThan(1_000);
  }

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

  private static long allocatedPerPublication(int subscribers) {
    var clock = new ManualClock();
    var loop = new ManualLoop(clock);
    var hub = new Hub(new UnpooledByteBufAllocator(true, true), new HubMetrics(), clock);
    Channel<ByteBuf> channel =
        hub.channel("c", ChannelOptions.every(Retention.DEFAULT, Rig::encodeGap));
    Drain drain = hub.drain(loop);
    List<Outbox> outboxes = new ArrayList<>();
    for (int i = 0; i < subscribers; i++) {
      Outbox outbox = drain.outbox(new Hole(), () -> {});
      outboxes.add(outbox);
      channel
          .subscribe(
              outbox,
              "as it is",
              Lane.EVENTS,
              _ -> (payload, seq, log) -> log.append(Frames.BINARY, payload, seq))
          .resume();
    }
    ByteBuf payload = Unpooled.directBuffer(128).writeZero(128);
    publish(channel, payload, loop, 5_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    int publications = 2_000;
    long before = threads.getCurrentThreadAllocatedBytes();
    publish(channel, payload, loop, publications);
    long after = threads.getCurrentThreadAllocatedBytes();

    outboxes.forEach(Outbox::close);
    payload.release();
    return (after - before) / publications;
  }

  private static void publish(
      Channel<ByteBuf> channel, ByteBuf payload, ManualLoop loop, int times) {
    for (int i = 0; i < times; i++) {
      channel.publish(payload);
      loop.runAll();
    }
  }
}
