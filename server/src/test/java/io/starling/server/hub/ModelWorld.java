package io.starling.server.hub;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A hub, two event loops, three channels and some connections, all driven from one seed: publishes,
 * stalls, resumes, joins, leaves, breaks and lets time pass at random, in the midst of a write,
 * too, and checks what every client gets against the publisher's own record. Throws an {@link
 * AssertionError} on the first finding.
 */
final class ModelWorld {

  private static final int MAX_CLIENTS = 5;

  private final Random random;
  private final Fault fault;
  private final ManualClock clock = new ManualClock();
  private final HubMetrics metrics = new HubMetrics();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final ModelPublisher publisher;
  private final List<ManualLoop> loops = List.of(new ManualLoop(clock), new ManualLoop(clock));
  private final List<Drain> drains;
  private final List<ModelClient> clients = new ArrayList<>();

  private ModelWorld(long seed, Fault fault) {
    this.random = new Random(seed);
    this.fault = fault;
    Hub hub = new Hub(allocator, metrics, clock);
    this.publisher = new ModelPublisher(hub, random, clock, fault);
    this.drains = loops.stream().map(hub::drain).toList();
  }

  /** Runs one schedule; says by an error what it finds. */
  static HubMetrics run(long seed, Fault fault) {
    var world = new ModelWorld(seed, fault);
    try {
      int steps = 20 + world.random.nextInt(100);
      for (int i = 0; i < steps; i++) {
        world.step();
      }
      world.comeToRest();
      world.end();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
    return world.metrics;
  }

  private void step() {
    int choice = random.nextInt(100);
    if (choice < 30) {
      publish(1 + random.nextInt(8));
    } else if (choice < 60) {
      loop().runOne();
    } else if (choice < 65) {
      loop().runAll();
    } else if (choice < 70 || clients.isEmpty()) {
      join();
    } else if (choice < 73) {
      clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 300 : 5_000)));
    } else {
      act(clients.get(random.nextInt(clients.size())), choice);
    }
  }

  private void act(ModelClient client, int choice) {
    if (client.isOver()) {
      return;
    }
    if (choice < 86) {
      client.read();
    } else if (choice < 92) {
      client.reply();
    } else if (choice < 95) {
      client.resume();
    } else if (choice < 96) {
      client.askForKeyframe();
    } else if (choice < 97) {
      client.leave();
    } else if (choice < 98) {
      client.finish();
    } else if (choice < 99) {
      client.breakDown();
    } else {
      client.close();
    }
  }

  private ManualLoop loop() {
    return loops.get(random.nextInt(loops.size()));
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> publisher.publishEvent();
        case 2, 3 -> publisher.publishState(false);
        default -> publisher.speak();
      }
    }
  }

  private void join() {
    clients.removeIf(ModelClient::isClosed);
    if (clients.size() < MAX_CLIENTS) {
      var client =
          new ModelClient(
              publisher, drains.get(random.nextInt(drains.size())), random, clock, fault);
      // Somebody publishes on another thread while this one's loop is in the midst of a write.
      client.onWrite(
          () -> {
            if (random.nextInt(10) == 0) {
              publish(1 + random.nextInt(3));
            }
          });
      clients.add(client);
    }
  }

  /** Everybody reads, nobody publishes but for a last state and the keyframes that are wanted. */
  private void comeToRest() {
    clients.forEach(client -> client.onWrite(() -> {}));
    clients.forEach(ModelClient::resume);
    settle();
    publisher.publishState(true);
    settle();
    for (int i = 0; i < 3 && publisher.isKeyframeWanted(); i++) {
      publisher.publishState(true);
      settle();
    }
    clients.forEach(ModelClient::checkAtRest);
  }

  private void settle() {
    int ran;
    do {
      clients.forEach(ModelClient::readEverything);
      ran = loops.get(0).runAll() + loops.get(1).runAll();
    } while (ran > 0);
  }

  private void end() {
    clients.forEach(ModelClient::close);
    loops.forEach(ManualLoop::runAll);
    require(publisher.variants() == 0, "variants left");
    require(publisher.subscribers() == 0, "subscribers left");
    require(metrics.subscribers.sum() == 0, "subscribers counted");
    require(
        allocator.metric().usedDirectMemory() == 0,
        "not freed: " + allocator.metric().usedDirectMemory());
  }

  private static void require(boolean holds, String finding) {
    if (!holds) {
      throw new AssertionError(finding);
    }
  }
}
