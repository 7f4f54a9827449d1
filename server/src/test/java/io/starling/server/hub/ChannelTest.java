package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private final Rig rig = new Rig();
  private final Channel<String> channel = rig.every(100);

  @Test
  void numbersItsPublicationsFromOne() {
    assertThat(channel.publish("a")).isEqualTo(1);
    assertThat(channel.publish("b")).isEqualTo(2);
    assertThat(rig.every(1).publish("c")).isEqualTo(1);
  }

  @Test
  void hasAnEpochOfItsOwn() {
    assertThat(channel.epoch()).isPositive().isNotEqualTo(rig.every(1).epoch());
  }

  @Test
  void encodesNothingForNobody() {
    channel.publish("a");

    assertThat(rig.metrics.publications.sum()).isEqualTo(1);
    assertThat(rig.metrics.encodings.sum()).isZero();
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void encodesOnceForEachVariantThatHasASubscriber() {
    List<String> encoded = new ArrayList<>();
    List<Rig.Client> clients = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Rig.Client client = rig.client();
      clients.add(client);
      String key = "variant " + i % 3;
      channel
          .subscribe(
              client.outbox,
              key,
              Lane.EVENTS,
              _ ->
                  (text, seq, log) -> {
                    encoded.add(key + " " + text);
                    Rig.encode(key + " " + text, seq, log);
                  })
          .resume();
    }

    channel.publish("a");
    rig.loop.runAll();

    assertThat(encoded).containsExactlyInAnyOrder("variant 0 a", "variant 1 a", "variant 2 a");
    assertThat(rig.metrics.encodings.sum()).isEqualTo(3);
    assertThat(rig.metrics.deliveries.sum()).isEqualTo(30);
    for (int i = 0; i < 30; i++) {
      assertThat(clients.get(i).texts()).containsExactly("variant " + i % 3 + " a");
    }
    clients.forEach(client -> client.outbox.close());
  }

  @Test
  void wakesEachLoopOnce() {
    ManualLoop other = new ManualLoop(rig.clock);
    Drain otherDrain = rig.hub.drain(other);
    List<Rig.Client> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Rig.Client client =
          Rig.client(
              i % 2 == 0 ? rig.drain : otherDrain, FakeSocket.Kind.DIRECT, FakeSocket.ENDLESS);
      clients.add(client);
      Rig.subscribe(channel, client, Lane.EVENTS);
    }
    rig.loop.runAll();
    other.runAll();

    channel.publish("a");
    channel.publish("b");

    assertThat(rig.loop.runAll()).isEqualTo(1);
    assertThat(other.runAll()).isEqualTo(1);
    assertThat(clients).allMatch(client -> client.texts().equals(List.of("a", "b")));
    clients.forEach(client -> client.outbox.close());
    assertThat(channel.variants()).isZero();
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void wakesNobodyForWhatAVariantLeavesOut() {
    Rig.Client client = rig.client();
    channel.subscribe(client.outbox, "none", Lane.EVENTS, _ -> (_, _, _) -> {}).resume();
    rig.loop.runAll();

    channel.publish("a");

    assertThat(rig.loop.waiting()).isZero();
    assertThat(rig.metrics.encodings.sum()).isZero();
    client.outbox.close();
  }

  @Test
  void makesAVariantWithItsFirstSubscriberAndDropsItWithItsLast() {
    Rig.Client one = rig.client();
    Rig.Client two = rig.client();
    Subscription first = Rig.subscribe(channel, one, Lane.EVENTS);
    Subscription second = Rig.subscribe(channel, two, Lane.EVENTS);
    channel.publish("a");
    assertThat(channel.variants()).isEqualTo(1);

    first.cancel();
    assertThat(channel.variants()).isEqualTo(1);
    second.cancel();

    assertThat(channel.variants()).isZero();
    assertThat(rig.usedMemory()).isZero();
    Subscription again = Rig.subscribe(channel, one, Lane.EVENTS);
    assertThat(again.seq()).isEqualTo(2);
    channel.publish("b");
    rig.loop.runAll();
    assertThat(one.texts()).containsExactly("b");
    one.outbox.close();
  }

  @Test
  void publishesToTheRestWhenAnEncoderFails() {
    Rig.Client healthy = rig.client();
    Rig.Client unlucky = rig.client();
    for (int i = 0; i < 8; i++) {
      channel
          .subscribe(
              unlucky.outbox,
              "bad " + i,
              Lane.EVENTS,
              _ ->
                  (text, seq, log) -> {
                    log.begin(100).writeBytes(new byte[50]);
                    if (text.equals("poison")) {
                      throw new IllegalStateException(text);
                    }
                    Rig.encode(text, seq, log);
                  })
          .resume();
    }
    Rig.subscribe(channel, healthy, Lane.EVENTS);

    assertThatThrownBy(() -> channel.publish("poison")).isInstanceOf(IllegalStateException.class);
    channel.publish("a");
    rig.loop.runAll();

    assertThat(healthy.texts()).containsExactly("poison", "a");
    assertThat(unlucky.texts()).hasSize(8).containsOnly("a");
    healthy.outbox.close();
    unlucky.outbox.close();
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void asksThePublisherOutsideItsLock() {
    Channel<String> latest = rig.latest();
    Rig.Client client = rig.client();
    List<Long> published = new ArrayList<>();
    latest.onKeyframeWanted(
        () -> {
          var publisher = new Thread(() -> published.add(latest.publish("#a")));
          publisher.start();
          join(publisher);
        });

    Rig.subscribe(latest, client, Lane.STATE);
    rig.loop.runAll();

    assertThat(published).containsExactly(1L);
    assertThat(client.texts()).containsExactly("#a");
    client.outbox.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
