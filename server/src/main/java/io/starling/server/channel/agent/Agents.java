package io.starling.server.channel.agent;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.AgentDelta;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.AgentReport;
import io.starling.protocol.message.AgentStates;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.RecordFlags;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Loop;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Subscription;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All agents there are: who may report for which, what they reported last, and when they were last
 * heard of. Silent for 30 s one turns idle, for 120 s it leaves. They live as long as the process.
 * Thread-safe.
 */
public final class Agents {

  /** So many agents of one principal at once. */
  public static final int MAX_OF_OWNER = 1_000;

  static final Duration IDLE_AFTER = Duration.ofSeconds(30);
  static final Duration GONE_AFTER = Duration.ofMinutes(2);

  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final SessionClock clock;
  private final Loop timer;
  private final AgentNews news;
  private final AgentStreams streams;

  // Guarded by this.
  private final AgentBoard board = new AgentBoard();
  private final Map<Integer, Agent> byId = new TreeMap<>();
  private final Map<String, Agent> byName = new HashMap<>();
  private final AgentRow row;
  private boolean sweeping;

  /**
   * @param timer runs what is due, on a thread of its own
   * @param news takes what is to be told on the channel {@code agents}; does not block
   */
  public Agents(
      Hub hub, SessionClock clock, Loop timer, MotionLimits limits, Consumer<JsonData> news) {
    this.row = new AgentRow(limits);
    this.clock = clock;
    this.timer = timer;
    this.news = new AgentNews(news, clock::millis);
    this.streams = new AgentStreams(hub, timer, clock::nanoTime, this::publish);
  }

  /**
   * Adds an agent, or finds the one of this name that the same principal joined before.
   *
   * @param owner the principal's name
   */
  public synchronized AgentOutcome join(String owner, String name) {
    Agent known = byName.get(name);
    if (known != null) {
      if (!known.owner.equals(owner)) {
        return refused(ErrorCode.FORBIDDEN, "Somebody else's agent is called so");
      }
      heard(known);
      news.flags(known, board.flags(known.id));
      streams.publish(board);
      return new AgentOutcome.Done(known.id);
    }
    if (board.isFull() || countOf(owner) >= MAX_OF_OWNER) {
      return refused(ErrorCode.SERVICE_UNAVAILABLE, "There are too many agents");
    }
    int id = board.add(RecordFlags.ACTIVE);
    var agent = new Agent(id, name, owner, clock.nanoTime());
    byId.put(id, agent);
    byName.put(name, agent);
    board.heard(id, clock.millis());
    news.joined(agent, board.flags(id));
    streams.publish(board);
    watch();
    return new AgentOutcome.Done(id);
  }

  /** Takes an agent out, which its owner may. */
  public synchronized AgentOutcome leave(String owner, int id) {
    Agent agent = byId.get(id);
    if (agent == null) {
      return unknown(id);
    }
    if (!agent.owner.equals(owner)) {
      return refused(ErrorCode.FORBIDDEN, "Agent %d is somebody else's".formatted(id));
    }
    remove(agent, "asked");
    return new AgentOutcome.Done(id);
  }

  /** Asks an agent, by an event, to stop for a while or to go on. */
  public synchronized AgentOutcome pause(int id, boolean paused) {
    Agent agent = byId.get(id);
    if (agent == null) {
      return unknown(id);
    }
    if (agent.paused != paused) {
      agent.paused = paused;
      news.paused(agent);
    }
    return new AgentOutcome.Done(id);
  }

  /**
   * Takes what a principal reports of its agents. A bad record is dropped alone.
   *
   * @return what to tell the sender, if some records were bad
   */
  public synchronized Optional<Failure> report(String owner, AgentReport report) {
    var bad = new BadRecords();
    int count = count(report);
    switch (report) {
      case AgentStates states -> {
        for (int i = 0; i < count; i++) {
          take(owner, states.id(i), row.of(states, i), bad);
        }
      }
      case AgentDelta delta -> take(owner, delta.id(), row.of(delta), bad);
      case AgentHealth health -> take(owner, health.id(), row.of(health), bad);
    }
    streams.publish(board);
    return bad.failure(count, clock.millis());
  }

  /** How many records a report has. */
  public static int count(AgentReport report) {
    return report instanceof AgentStates states ? states.count() : 1;
  }

  /** All agents in the order of their ids, as JSON objects. */
  public synchronized List<String> list() {
    return byId.values().stream().map(this::describe).toList();
  }

  /** One agent as a JSON object. */
  public synchronized Optional<String> get(int id) {
    return Optional.ofNullable(byId.get(id)).map(this::describe);
  }

  /** Whether an id is an agent's of somebody else. */
  public synchronized boolean isOfAnother(String owner, int id) {
    @Nullable Agent agent = byId.get(id);
    return agent != null && !agent.owner.equals(owner);
  }

  /** Adds a viewer, paused; once resumed it begins with a keyframe. On the outbox's event loop. */
  public Subscription subscribe(Outbox outbox, AgentVariant variant) {
    return streams.subscribe(outbox, variant);
  }

  private void take(String owner, int id, AgentRow taken, BadRecords bad) {
    Agent agent = byId.get(id);
    if (agent == null) {
      bad.add("unknown", id);
      return;
    }
    String fault = agent.owner.equals(owner) ? taken.fault() : "not_yours";
    if (fault != null) {
      bad.add(fault, id);
      return;
    }
    heard(agent);
    board.apply(id, taken, clock.millis());
    news.flags(agent, board.flags(id));
  }

  /** It is not silent any more; whether it is idle, it says itself. */
  private void heard(Agent agent) {
    agent.heardNanos = clock.nanoTime();
    if (agent.silent) {
      agent.silent = false;
      int flags = board.flags(agent.id);
      board.setFlags(agent.id, (flags & ~RecordFlags.IDLE) | RecordFlags.ACTIVE);
    }
  }

  private void remove(Agent agent, String reason) {
    byId.remove(agent.id);
    byName.remove(agent.name);
    board.remove(agent.id);
    news.left(agent, reason);
  }

  private void watch() {
    if (!sweeping && !byId.isEmpty()) {
      sweeping = true;
      timer.schedule(this::sweep, SWEEP_INTERVAL);
    }
  }

  /** Looks who is silent, while there is anybody. */
  private synchronized void sweep() {
    long now = clock.nanoTime();
    for (Agent agent : List.copyOf(byId.values())) {
      long silent = now - agent.heardNanos;
      if (silent >= GONE_AFTER.toNanos()) {
        remove(agent, "silent");
      } else if (silent >= IDLE_AFTER.toNanos()) {
        turnIdle(agent);
      }
    }
    streams.publish(board);
    sweeping = false;
    watch();
  }

  private void turnIdle(Agent agent) {
    if (!agent.silent) {
      agent.silent = true;
      int flags = board.flags(agent.id);
      board.setFlags(agent.id, (flags & ~RecordFlags.ACTIVE) | RecordFlags.IDLE);
      news.flags(agent, board.flags(agent.id));
    }
  }

  private synchronized void publish() {
    streams.publishDue(board);
  }

  private long countOf(String owner) {
    return byId.values().stream().filter(agent -> agent.owner.equals(owner)).count();
  }

  private String describe(Agent agent) {
    return AgentText.of(agent, board);
  }

  private static AgentOutcome unknown(int id) {
    return refused(ErrorCode.VALIDATION_ERROR, "There is no agent %d".formatted(id));
  }

  private static AgentOutcome refused(ErrorCode code, String reason) {
    return new AgentOutcome.Refused(code, reason);
  }
}
