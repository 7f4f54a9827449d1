package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final Rig rig = new Rig();
  private final Channel<String> channel = rig.every(1_000);

  @Test
  void runsOnceForManyPublications() {
    Rig.Client client = rig.client();
    Rig.subscribe(channel, client, Lane.EVENTS);
    rig.loop.runAll();

    for (int i = 0; i < 100; i++) {
      channel.publish("x");
    }

    assertThat(rig.loop.runAll()).isEqualTo(1);
    assertThat(client.texts()).hasSize(100);
    client.outbox.close();
  }

  @Test
  void hasOneWriteForManyPublications() {
    Rig.Client client = rig.client();
    Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish("x".repeat(508)); // fills the first segment
    rig.loop.runAll();
    int writes = client.socket.writes();

    for (int i = 0; i < 100; i++) {
      channel.publish("x");
    }
    rig.loop.runAll();

    assertThat(client.socket.writes()).isEqualTo(writes + 1);
    client.outbox.close();
  }

  @Test
  void runsOnceForManyChannelsAndConnections() {
    List<Rig.Client> clients = new ArrayList<>();
    List<Channel<String>> channels = List.of(channel, rig.every(1), rig.every(1));
    for (int i = 0; i < 10; i++) {
      Rig.Client client = rig.client();
      clients.add(client);
      channels.forEach(each -> Rig.subscribe(each, client, Lane.EVENTS));
    }
    rig.loop.runAll();

    channels.forEach(each -> each.publish("x"));
    clients.getFirst().send("y");

    assertThat(rig.loop.runAll()).isEqualTo(1);
    assertThat(rig.metrics.drains.sum()).isEqualTo(2);
    assertThat(clients).allSatisfy(client -> assertThat(client.texts()).hasSizeBetween(3, 4));
    clients.forEach(client -> client.outbox.close());
  }

  @Test
  void letsTheLoopReadBetweenRuns() {
    Rig.Client client = rig.client();
    Rig.subscribe(channel, client, Lane.EVENTS);
    rig.loop.runAll();
    List<String> order = new ArrayList<>();
    client.socket.onWrite(
        () -> {
          order.add("write");
          if (order.size() == 1) {
            rig.loop.execute(() -> order.add("read"));
            channel.publish("b");
          }
        });

    channel.publish("a");
    rig.loop.runAll();

    assertThat(order).containsExactly("write", "read", "write");
    assertThat(client.texts()).containsExactly("a", "b");
    client.outbox.close();
  }

  @Test
  void countsWhatItDelivers() {
    Rig.Client one = rig.client();
    Rig.Client two = rig.client();
    Rig.subscribe(channel, one, Lane.EVENTS);
    Rig.subscribe(channel, two, Lane.EVENTS);

    channel.publish("abc");
    channel.publish("defg");
    one.send("reply");
    rig.loop.runAll();

    assertThat(rig.metrics.deliveries.sum()).isEqualTo(4);
    assertThat(rig.metrics.bytes.sum()).isEqualTo(2 * (5 + 6) + 7);
    assertThat(one.outbox.messages()).isEqualTo(3);
    one.outbox.close();
    two.outbox.close();
  }

  @Test
  void goesOnAfterAFailureNobodyCatches() {
    Rig.Client client = rig.client();
    client.send("a");
    client.outbox.onIdle(
        () -> {
          throw new AssertionError("out of memory, say");
        });
    Rig.Client other = rig.client();
    other.send("b");

    Throwable thrown = catchThrowable(rig.loop::runOne);
    rig.loop.runAll();

    assertThat(thrown).isInstanceOf(AssertionError.class);
    assertThat(other.texts()).containsExactly("b");
  }
}
