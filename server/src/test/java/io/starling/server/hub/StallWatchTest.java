package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.hub.FakeSocket.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StallWatchTest {

  private static final String MESSAGE = "x".repeat(2_000);

  private final Rig rig = new Rig();
  private final Channel<String> channel = rig.every(1_000);

  @ParameterizedTest
  @EnumSource
  void callsAClientTooSlowWhenItTakesNothingForTenSeconds(Kind kind) {
    Rig.Client client = stalled(kind);

    pass(9);
    assertThat(client.timesTooSlow).isZero();
    pass(2);

    assertThat(client.timesTooSlow).isEqualTo(1);
    assertThat(rig.metrics.tooSlow.sum()).isEqualTo(1);
    pass(30);
    assertThat(client.timesTooSlow).isEqualTo(1);
    end(client);
  }

  @Test
  void countsFromTheLastByteTaken() {
    Rig.Client client = stalled(Kind.DIRECT);
    pass(8);
    client.socket.read(1);
    pass(9);
    assertThat(client.timesTooSlow).isZero();

    pass(3);

    assertThat(client.timesTooSlow).isEqualTo(1);
    end(client);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void sparesAClientThatTakesALittleNowAndThen(Kind kind) {
    Rig.Client client = stalled(kind);

    for (int i = 0; i < 100; i++) {
      pass(9);
      client.socket.read(3);
    }

    assertThat(client.timesTooSlow).isZero();
    end(client);
  }

  @Test
  void sparesAClientThatHasCaughtUp() {
    Rig.Client client = stalled(Kind.DIRECT);
    pass(9);

    client.socket.read(FakeSocket.ENDLESS);
    pass(60);

    assertThat(client.timesTooSlow).isZero();
    assertThat(rig.loop.timers()).isZero();
    end(client);
  }

  @Test
  void watchesAClientWhoseLastMessageWasCut() {
    // Nothing else comes: what waits is in the socket's hands.
    Rig.Client client = rig.client(Kind.DIRECT, 5);
    Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish(MESSAGE);

    pass(12);

    assertThat(client.timesTooSlow).isEqualTo(1);
    end(client);
  }

  @Test
  void forgetsAClientThatIsGone() {
    Rig.Client client = stalled(Kind.DIRECT);

    end(client);
    pass(60);

    assertThat(client.timesTooSlow).isZero();
    assertThat(rig.loop.timers()).isZero();
  }

  @Test
  void endsAllThatStallAtOnce() {
    List<Rig.Client> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(stalled(Kind.DIRECT));
    }
    List<Rig.Client> recovering = clients.subList(10, 20);
    pass(5);
    recovering.forEach(client -> client.socket.read(FakeSocket.ENDLESS));

    pass(7);

    assertThat(clients.stream().filter(client -> client.timesTooSlow == 1)).hasSize(40);
    assertThat(recovering).allMatch(client -> client.timesTooSlow == 0);
    clients.forEach(this::end);
    assertThat(rig.usedMemory()).isZero();
  }

  private Rig.Client stalled(Kind kind) {
    Rig.Client client = rig.client(kind, 0);
    Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish(MESSAGE);
    channel.publish(MESSAGE);
    rig.loop.runAll();
    return client;
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      rig.clock.advance(Duration.ofSeconds(1));
      rig.loop.runAll();
    }
  }

  private void end(Rig.Client client) {
    client.outbox.close();
    client.socket.close();
  }
}
