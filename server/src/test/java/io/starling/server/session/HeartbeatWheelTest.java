package io.starling.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.error.CloseCode;
import io.starling.server.auth.Principal;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Outlet;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.testing.HandLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatWheelTest {

  private final TrafficMetrics traffic = new TrafficMetrics();
  private final HandLoop loop = new HandLoop();
  private final HeartbeatWheel wheel = new HeartbeatWheel(loop, Heartbeat.FAST, traffic, loop);
  private final Client client = new Client();

  @Test
  void beatsOnceAnInterval() {
    wheel.add(client);

    loop.pass(Duration.ofSeconds(1));
    assertThat(client.beats).isZero();

    for (int interval = 1; interval <= 4; interval++) {
      loop.pass(Duration.ofSeconds(interval == 1 ? 1 : 2));
      client.session.received(1);
      assertThat(client.beats).isEqualTo(interval);
    }
  }

  @Test
  void marksTheSilentStaleUntilTheySpeak() {
    wheel.add(client);

    loop.pass(Duration.ofSeconds(4));
    assertThat(client.session.isStale()).isFalse();
    loop.pass(Duration.ofSeconds(2));
    assertThat(client.session.isStale()).isTrue();

    client.session.received(1);
    assertThat(client.session.isStale()).isFalse();
  }

  @Test
  void closesTheDeadWith4000() {
    wheel.add(client);

    loop.pass(Duration.ofSeconds(9));
    assertThat(client.closedWith).isEmpty();
    loop.pass(Duration.ofSeconds(1));

    assertThat(client.closedWith).containsExactly(CloseCode.HEARTBEAT_TIMEOUT);
    assertThat(client.beats).isEqualTo(4);
    assertThat(traffic.heartbeatTimeouts.sum()).isEqualTo(1);
  }

  @Test
  void neverClosesWhoShowsLife() {
    wheel.add(client);

    for (int i = 0; i < 20; i++) {
      loop.pass(Duration.ofSeconds(9));
      client.session.received(0);
    }

    assertThat(client.closedWith).isEmpty();
  }

  @Test
  void spreadsTheBeatsOverTheInterval() {
    var other = new Client();
    wheel.add(client);
    loop.pass(Duration.ofSeconds(1));
    wheel.add(other);

    loop.pass(Duration.ofSeconds(1));
    assertThat(List.of(client.beats, other.beats)).containsExactly(1, 0);
    loop.pass(Duration.ofSeconds(1));
    assertThat(List.of(client.beats, other.beats)).containsExactly(1, 1);
  }

  @Test
  void forgetsTheClosedAndStandsStillWhenEmpty() {
    wheel.add(client);
    loop.pass(Duration.ofSeconds(2));

    client.session.closed();
    loop.pass(Duration.ofSeconds(10));

    assertThat(client.beats).isEqualTo(1);
    assertThat(loop.timers()).isZero();
  }

  @Test
  void turnsAgainForTheNext() {
    wheel.add(client);
    client.session.closed();
    loop.pass(Duration.ofSeconds(5));
    var next = new Client();

    wheel.add(next);
    loop.pass(Duration.ofSeconds(2));

    assertThat(next.beats).isEqualTo(1);
  }

  /** A session on no socket. */
  private final class Client implements HeartbeatWheel.Beating, Connection, Outbox.Owner, Outlet {
    final List<CloseCode> closedWith = new ArrayList<>();
    final Session session;
    int beats;

    Client() {
      var hub = new Hub(UnpooledByteBufAllocator.DEFAULT, new HubMetrics(), loop::nanoTime);
      session =
          new Session(
              Principal.anonymous(true),
              this,
              hub.drain(loop).outbox(this, this),
              new SessionContext(loop, traffic, UUID::randomUUID));
    }

    @Override
    public Session session() {
      return session;
    }

    @Override
    public void beat() {
      beats++;
    }

    @Override
    public void close(CloseCode code, String reason) {
      closedWith.add(code);
      session.closed();
    }

    @Override
    public boolean isClosing() {
      return !closedWith.isEmpty();
    }

    @Override
    public String remoteAddress() {
      return "192.0.2.1";
    }

    @Override
    public void tooSlow() {
      throw new AssertionError("nothing was sent");
    }

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
}
