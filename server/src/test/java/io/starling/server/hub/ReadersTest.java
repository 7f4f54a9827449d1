package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadersTest {

  private final Rig rig = new Rig();
  private final Channel<String> channel = rig.every(1_000);
  private final List<Rig.Client> clients = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  @Test
  void givesEveryMemberWhatIsPublished() {
    join(20);

    channel.publish("a");
    rig.loop.runAll();

    assertThat(clients).allMatch(client -> client.texts().equals(List.of("a")));
    assertAllFreed();
  }

  @Test
  void leavesOutWhoHasLeft() {
    join(10);

    for (int i = 0; i < 10; i += 3) {
      subscriptions.get(i).cancel();
      subscriptions.get(i).cancel();
    }
    channel.publish("a");
    rig.loop.runAll();

    for (int i = 0; i < 10; i++) {
      assertThat(clients.get(i).texts()).hasSize(i % 3 == 0 ? 0 : 1);
    }
    assertThat(channel.subscribers()).isEqualTo(6);
    assertAllFreed();
  }

  @Test
  void passesNobodyOverWhenMembersLeaveInTheMidst() {
    for (int leaver = 0; leaver < 8; leaver++) {
      for (int writer = 0; writer < 8; writer++) {
        join(8);
        Rig.Client leaving = clients.get(leaver);
        clients.get(writer).socket.onWrite(leaving.outbox::close);

        channel.publish("a");
        rig.loop.runAll();

        for (int i = 0; i < 8; i++) {
          if (i != leaver) {
            assertThat(clients.get(i).texts()).containsExactly("a");
          }
        }
        assertAllFreed();
      }
    }
  }

  @Test
  void bearsAllLeavingInTheMidst() {
    join(8);
    clients.get(5).socket.onWrite(() -> clients.forEach(client -> client.outbox.close()));

    channel.publish("a");
    rig.loop.runAll();

    assertThat(channel.variants()).isZero();
    assertAllFreed();
  }

  @Test
  void givesWhoJoinsInTheMidstOnlyWhatComesLater() {
    join(3);
    Runnable joinOnce =
        () -> {
          if (clients.size() == 3) {
            join(1);
          }
        };
    clients.get(1).socket.onWrite(joinOnce);

    channel.publish("a");
    rig.loop.runAll();
    channel.publish("b");
    rig.loop.runAll();

    assertThat(clients.get(0).texts()).containsExactly("a", "b");
    assertThat(clients.get(3).texts()).containsExactly("b");
    assertAllFreed();
  }

  private void join(int count) {
    for (int i = 0; i < count; i++) {
      Rig.Client client = rig.client();
      clients.add(client);
      subscriptions.add(Rig.subscribe(channel, client, Lane.EVENTS));
    }
  }

  private void assertAllFreed() {
    clients.forEach(client -> client.outbox.close());
    clients.clear();
    subscriptions.clear();
    rig.loop.runAll();
    assertThat(channel.subscribers()).isZero();
    assertThat(rig.metrics.subscribers.sum()).isZero();
    assertThat(rig.usedMemory()).isZero();
  }
}
