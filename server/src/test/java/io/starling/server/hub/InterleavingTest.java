package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What other threads, and the connection itself, may do, done at each point where the hub calls
 * out: the clock, the encoder, the loop and the socket. Tries all pairs of points. What lies
 * between two instructions is for the jcstress tests in {@code benchmarks}.
 */
class InterleavingTest {

  /** Runs actions at chosen points of a run; counts the points. */
  private static final class Points {
    private final List<Integer> chosen;
    private final Runnable action;
    private int passed;
    private boolean acting;

    Points(List<Integer> chosen, Runnable action) {
      this.chosen = chosen;
      this.action = action;
    }

    void pass() {
      if (!acting) {
        int point = passed++;
        acting = true;
        chosen.stream().filter(each -> each == point).forEach(_ -> action.run());
        acting = false;
      }
    }
  }

  /** One channel, two connections on one loop, and a publication that is on its way. */
  private static final class Scene {
    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    final ManualClock clock = new ManualClock();
    final List<List<Wire.Message>> received = List.of(new ArrayList<>(), new ArrayList<>());
    final List<FakeSocket> sockets = new ArrayList<>();
    final List<Outbox> outboxes = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final ManualLoop loop = new ManualLoop(clock);
    final Channel<String> channel;
    Points points = new Points(List.of(), () -> {});
    boolean publishing;
    int published;
    int replies;

    Scene(Contract contract, int room) {
      var hub = new Hub(allocator, new HubMetrics(), this::nanoTime);
      var retention = new Retention(1, Segment.MAX_CAPACITY, Duration.ofDays(1));
      channel = hub.channel("c", new ChannelOptions(contract, retention, Rig::encodeGap));
      Drain drain = hub.drain(new PointedLoop(this));
      for (List<Wire.Message> each : received) {
        var socket = new FakeSocket(FakeSocket.Kind.DIRECT, Wire.into(each), room);
        Outbox outbox = drain.outbox(socket, () -> {});
        socket.bind(outbox);
        socket.onWrite(() -> points.pass());
        sockets.add(socket);
        outboxes.add(outbox);
        subscriptions.add(
            channel.subscribe(outbox, "key", Lane.EVENTS, context -> encoder(context)));
        subscriptions.getLast().resume();
      }
      loop.runAll();
    }

    private long nanoTime() {
      points.pass();
      return clock.getAsLong();
    }

    private Encoder<String> encoder(VariantContext context) {
      return (text, seq, log) -> {
        points.pass();
        String prefix = context.takeKeyframeRequest() ? "#" : "";
        points.pass();
        Rig.encode(prefix + text, seq, log);
        points.pass();
      };
    }

    /** While somebody publishes, nobody else can, but the loop runs. */
    void publishOrDrain() {
      if (publishing) {
        loop.runAll();
      } else {
        publish();
      }
    }

    void publish() {
      publishing = true;
      channel.publish("p" + ++published);
      publishing = false;
    }

    void reply() {
      ByteBuf payload = Rig.bytes("r" + ++replies);
      outboxes.getFirst().send(Frames.TEXT, payload);
    }

    void readAll() {
      sockets.forEach(socket -> socket.read(FakeSocket.ENDLESS));
    }

    void close() {
      outboxes.forEach(Outbox::close);
      sockets.forEach(FakeSocket::close);
      loop.runAll();
      assertThat(allocator.metric().usedDirectMemory()).isZero();
    }
  }

  private record PointedLoop(Scene scene) implements Loop {
    @Override
    public void execute(Runnable task) {
      scene.points.pass();
      scene.loop.execute(task);
      scene.points.pass();
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
      scene.loop.schedule(task, delay);
    }
  }

  @Test
  void losesNoWakeUpOfAPublication() {
    tryAllPairs(
        Contract.EVERY,
        100,
        Scene::publishOrDrain,
        scene -> {
          List<String> expected = new ArrayList<>();
          for (int i = 1; i <= scene.published; i++) {
            expected.add("p" + i);
          }
          for (List<Wire.Message> each : scene.received) {
            assertThat(publications(each)).isEqualTo(expected);
          }
        });
  }

  @Test
  void losesNothingThatIsFresh() {
    tryAllPairs(
        Contract.TIMELY,
        100,
        Scene::publishOrDrain,
        scene -> {
          for (List<Wire.Message> each : scene.received) {
            assertThat(publications(each))
                .hasSize(scene.published)
                .last()
                .isEqualTo("p" + scene.published);
          }
        });
  }

  @Test
  void losesNoWakeUpOfAReply() {
    tryAllPairs(
        Contract.EVERY,
        100,
        Scene::reply,
        scene ->
            assertThat(scene.received.getFirst())
                .extracting(Wire.Message::text)
                .filteredOn(text -> text.startsWith("r"))
                .hasSize(scene.replies));
  }

  @Test
  void losesNoWakeUpOfASocketThatHasRoomAgain() {
    tryAllPairs(
        Contract.EVERY,
        5,
        Scene::readAll,
        scene -> {
          scene.readAll();
          scene.loop.runAll();
          assertThat(scene.received.getFirst()).extracting(Wire.Message::text).contains("p2");
        });
  }

  @Test
  void losesNoRequestForAKeyframe() {
    tryAllPairs(
        Contract.LATEST,
        100,
        scene -> scene.subscriptions.getFirst().awaitKeyframe(),
        scene -> {
          scene.publish();
          scene.loop.runAll();
          assertThat(publications(scene.received.getFirst()))
              .last()
              .asString()
              .endsWith("p" + scene.published);
        });
  }

  @Test
  void bearsAnEndAtAnyPoint() {
    tryAllPairs(
        Contract.EVERY,
        5,
        scene -> scene.outboxes.getFirst().close(),
        scene -> {
          scene.readAll();
          scene.loop.runAll();
          assertThat(scene.received.get(1)).extracting(Wire.Message::text).contains("p1", "p2");
        });
  }

  @Test
  void bearsALeaveAtAnyPoint() {
    tryAllPairs(
        Contract.LATEST,
        5,
        scene -> scene.subscriptions.getFirst().cancel(),
        scene -> {
          scene.readAll();
          scene.loop.runAll();
          assertThat(publications(scene.received.get(1))).last().isEqualTo("p2");
        });
  }

  private static List<String> publications(List<Wire.Message> messages) {
    return messages.stream().map(Wire.Message::text).filter(text -> text.contains("p")).toList();
  }

  private interface Step {
    void on(Scene scene);
  }

  private static void tryAllPairs(Contract contract, int room, Step action, Step check) {
    int count = play(contract, room, List.of(), action, check);
    assertThat(count).isGreaterThan(5);
    for (int one = 0; one < count; one++) {
      for (int two = one; two < count + 3; two++) {
        play(contract, room, List.of(one, two), action, check);
      }
    }
  }

  private static int play(
      Contract contract, int room, List<Integer> chosen, Step action, Step check) {
    var scene = new Scene(contract, room);
    scene.points = new Points(chosen, () -> action.on(scene));
    scene.publish();
    scene.loop.runAll();
    scene.reply();
    scene.publish();
    scene.loop.runAll();
    int passed = scene.points.passed;
    scene.points = new Points(List.of(), () -> {});
    check.on(scene);
    scene.close();
    return passed;
  }
}
