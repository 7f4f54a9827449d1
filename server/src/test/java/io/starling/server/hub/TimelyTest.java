package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.hub.FakeSocket.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelyTest {

  private static final Duration AGE = Duration.ofMillis(200);

  private final Rig rig = new Rig();
  private final List<Rig.Client> clients = new ArrayList<>();
  private final Channel<String> channel = rig.timely(AGE);

  @AfterEach
  void freesEverything() {
    for (Rig.Client client : clients) {
      assertThat(client.failures).isZero();
      client.outbox.close();
      client.socket.close();
    }
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void sendsWhatIsFresh() {
    Rig.Client client = client(FakeSocket.ENDLESS);

    channel.publish("a");
    rig.clock.advance(AGE);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a");
    assertThat(rig.metrics.late.sum()).isZero();
  }

  @Test
  void skipsAndCountsWhatIsOlder() {
    Rig.Client client = client(0);
    channel.publish("blocks");
    rig.loop.runAll();
    channel.publish("late");
    channel.publish("late too");
    rig.clock.advance(AGE.plusNanos(1));
    channel.publish("fresh");

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("blocks", "fresh");
    assertThat(rig.metrics.late.sum()).isEqualTo(2);
    assertThat(client.outbox.messages()).isEqualTo(2);
  }

  @Test
  void sendsNothingWhereAllIsOlder() {
    Rig.Client client = client(0);
    channel.publish("blocks");
    rig.loop.runAll();
    channel.publish("late");
    rig.clock.advance(Duration.ofSeconds(5));

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();
    channel.publish("fresh");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("blocks", "fresh");
    assertThat(rig.metrics.late.sum()).isEqualTo(1);
  }

  @Test
  void doesNotHoldBackTheOthers() {
    Rig.Client slow = client(0);
    Rig.Client quick = client(FakeSocket.ENDLESS);

    for (int i = 0; i < 1_000; i++) {
      channel.publish("chunk " + i);
      rig.clock.advance(Duration.ofMillis(20));
      rig.loop.runAll();
    }

    assertThat(quick.texts()).hasSize(1_000).last().isEqualTo("chunk 999");
    assertThat(slow.texts()).isEmpty();
  }

  @Test
  void holdsNoMoreThanWhatIsFresh() {
    client(0);
    String chunk = "c".repeat(1_000);
    long most = 0;

    for (int i = 0; i < 2_000; i++) {
      channel.publish(chunk);
      rig.clock.advance(Duration.ofMillis(20));
      rig.loop.runAll();
      most = Math.max(most, rig.usedMemory());
    }

    assertThat(most).isLessThan(256 * 1024);
  }

  @Test
  void goesBeforeStateAndBehindEvents() {
    Rig.Client client = client(0);
    Channel<String> events = rig.every(10);
    Channel<String> states = rig.latest();
    Rig.subscribe(states, client, Lane.STATE);
    Rig.subscribe(events, client, Lane.EVENTS);
    channel.publish("blocks");
    rig.loop.runAll();

    states.publish("#state");
    channel.publish("voice");
    events.publish("event");
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("blocks", "event", "voice", "#state");
  }

  private Rig.Client client(long room) {
    Rig.Client client = rig.client(Kind.DIRECT, room);
    clients.add(client);
    Rig.subscribe(channel, client, Lane.VOICE);
    return client;
  }
}
