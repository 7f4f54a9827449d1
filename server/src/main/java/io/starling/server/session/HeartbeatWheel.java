package io.starling.server.session;

import io.starling.protocol.error.CloseCode;
import io.starling.server.hub.Loop;
import io.starling.server.metrics.TrafficMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One hashed timer wheel for all sessions of an event loop: a slot a second, each session in one of
 * them, so that heartbeats are spread over the interval and no connection has a timer of its own.
 * Confined to the loop.
 */
public final class HeartbeatWheel {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Loop loop;
  private final Heartbeat heartbeat;
  private final TrafficMetrics traffic;
  private final Deadlines deadlines;
  private final List<Set<Beating>> slots = new ArrayList<>();
  private int now;
  private int size;
  private boolean turning;

  /** A session that is to show life regularly. */
  public interface Beating {
    Session session();

    /** Sends the heartbeat, whatever form the client has agreed to. */
    void beat();
  }

  public HeartbeatWheel(
      Loop loop, Heartbeat heartbeat, TrafficMetrics traffic, SessionClock clock) {
    this.deadlines = new Deadlines(clock);
    this.loop = loop;
    this.heartbeat = heartbeat;
    this.traffic = traffic;
    for (long i = 0; i < heartbeat.interval().toSeconds(); i++) {
      slots.add(new LinkedHashSet<>());
    }
  }

  /** What else is to happen to these sessions; looked at whenever the wheel turns. */
  public Deadlines deadlines() {
    return deadlines;
  }

  /** Adds a session; its first heartbeat comes an interval from now. It leaves by itself. */
  public void add(Beating beating) {
    Set<Beating> slot = slots.get(now);
    slot.add(beating);
    size++;
    beating
        .session()
        .onClose(
            () -> {
              slot.remove(beating);
              size--;
            });
    if (!turning) {
      turning = true;
      loop.schedule(this::turn, TICK);
    }
  }

  private void turn() {
    now = (now + 1) % slots.size();
    for (Beating beating : List.copyOf(slots.get(now))) {
      beat(beating);
    }
    deadlines.run();
    turning = size > 0;
    if (turning) {
      loop.schedule(this::turn, TICK);
    }
  }

  private void beat(Beating beating) {
    Session session = beating.session();
    long silent = session.silentNanos();
    if (silent >= heartbeat.timeout().toNanos()) {
      traffic.heartbeatTimeouts.increment();
      session.close(CloseCode.HEARTBEAT_TIMEOUT);
      return;
    }
    if (silent >= heartbeat.warn().toNanos()) {
      session.markStale();
    }
    beating.beat();
  }
}
