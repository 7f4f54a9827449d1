package io.starling.graph.simulation;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A layout that runs by itself: steps 60 times a second while anything moves, fewer times where a
 * step takes longer, and sleeps at rest until something changes. Wishes from other threads act
 * before the next step. Thread-safe; ticks come on a thread named {@code simulation}.
 */
public final class Simulation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

  /** Warms a graph whose positions come from an earlier run: enough to finish, not to rearrange. */
  private static final float RESTORED_HEAT = 0.1f;

  private static final float CHANGED_HEAT = 0.2f;
  private static final float WAKE_HEAT = 0.3f;

  private final LayoutEngine engine;
  private final SimulationClock clock;
  private final Thread thread =
      Thread.ofPlatform().name("simulation").daemon().unstarted(this::run);
  private final Pacing pacing = new Pacing();
  private final Mailbox mailbox = new Mailbox();
  private final Published published = new Published();
  private final List<TickListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Integer, Position> held = new HashMap<>();
  private final Tick tick = new Tick();
  private Topology topology = Topology.EMPTY;
  private volatile boolean wakeful;
  private volatile boolean resting;
  private volatile boolean closed;

  /** Makes a simulation with a Barnes–Hut engine on all cores but at most four. */
  public Simulation(LayoutParameters parameters, long seed) {
    this(
        new BarnesHutLayout(
            parameters, Math.min(4, Runtime.getRuntime().availableProcessors()), seed),
        SimulationClock.SYSTEM);
  }

  Simulation(LayoutEngine engine, SimulationClock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /**
   * Replaces the graph: nodes that stay keep their positions, new ones appear near the middle of
   * their neighbours, removed ones go. A graph in which only texts changed moves nothing.
   *
   * @return completes on the simulation thread with the positions in which the new nodes appear;
   *     cancelled when the simulation closes before
   */
  public CompletionStage<PositionsSnapshot> apply(Graph graph) {
    return post(graph, Optional.empty());
  }

  /** Replaces the graph by what the change leads to, see {@link #apply(Graph)}. */
  public CompletionStage<PositionsSnapshot> apply(GraphChange change) {
    return post(change.after(), Optional.empty());
  }

  /** Replaces the graph; its nodes take their positions from an earlier run where it knew them. */
  public CompletionStage<PositionsSnapshot> restore(Graph graph, PositionsSnapshot known) {
    return post(graph, Optional.of(known));
  }

  /**
   * Holds a node exactly there, within the bounds, until {@link #unpin}; may be called at any rate,
   * the newest position wins. Returns false when there is no such node.
   *
   * @throws IllegalArgumentException when a coordinate is not finite
   */
  public boolean pin(int id, float x, float y, float z) {
    Position position = new Position(x, y, z);
    if (!position.isFinite()) {
      throw new IllegalArgumentException("cannot hold node " + id + " at " + position);
    }
    boolean taken = mailbox.put(id, Optional.of(position));
    LockSupport.unpark(thread);
    return taken;
  }

  /** Lets a node go; nothing happens to one that isn't held. */
  public void unpin(int id) {
    mailbox.put(id, Optional.empty());
    LockSupport.unpark(thread);
  }

  /** Applies from the next step on. */
  public void parameters(LayoutParameters parameters) {
    mailbox.put(parameters);
    LockSupport.unpark(thread);
  }

  /** Warms up a graph at rest. */
  public void wake() {
    wakeful = true;
    mailbox.ring();
    LockSupport.unpark(thread);
  }

  /** Says whether the last tick was the last before a sleep. */
  public boolean isResting() {
    return resting;
  }

  /** Asks for a tick though nothing may have moved, for somebody who has just begun to listen. */
  public void announce() {
    mailbox.ring();
    LockSupport.unpark(thread);
  }

  public void addListener(TickListener listener) {
    listeners.add(listener);
  }

  public void removeListener(TickListener listener) {
    listeners.remove(listener);
  }

  /** Gives where a node was after the last step. */
  public Optional<Position> position(int id) {
    return published.position(id);
  }

  /** Copies where all nodes were after the last step. */
  public PositionsSnapshot snapshot() {
    return published.snapshot();
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mailbox.take().waiting().forEach(taken -> taken.cancel(false));
    engine.close();
  }

  private CompletionStage<PositionsSnapshot> post(Graph graph, Optional<PositionsSnapshot> known) {
    CompletableFuture<PositionsSnapshot> taken = mailbox.put(graph, known.orElse(null));
    LockSupport.unpark(thread);
    return taken;
  }

  private void run() {
    try {
      runUntilClosed();
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("simulation has failed and stands still");
      throw e;
    }
  }

  private void runUntilClosed() {
    pacing.begin(clock.nanoTime());
    while (!closed) {
      long began = clock.nanoTime();
      if (stepOnce()) {
        clock.sleepUntil(pacing.next(began, clock.nanoTime()));
      } else {
        sleep();
        pacing.begin(clock.nanoTime());
      }
    }
  }

  private void sleep() {
    while (mailbox.isEmpty() && !closed) {
      LockSupport.park(this);
    }
  }

  /** Does what is wished and one step; returns false when nothing moved nor changed. */
  boolean stepOnce() {
    boolean changed = !mailbox.isEmpty();
    if (changed) {
      obey(mailbox.take());
    }
    if (!changed && engine.atRest()) {
      return false;
    }
    engine.step();
    publish();
    return true;
  }

  private void publish() {
    tick.advance(clock.millis(), engine.atRest());
    resting = tick.resting();
    published.update(topology.ids(), engine.positions(), tick.version());
    for (TickListener listener : listeners) {
      try {
        listener.tick(tick);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("listener", listener).log("tick listener failed");
      }
    }
  }

  private void obey(Mailbox.Letters letters) {
    if (letters.parameters() != null) {
      engine.parameters(letters.parameters());
    }
    if (letters.graph() != null) {
      change(new Topology(letters.graph()), Optional.ofNullable(letters.known()));
    }
    letters.holds().forEach(this::hold);
    if (wakeful) {
      wakeful = false;
      engine.heat(WAKE_HEAT);
    }
    if (!letters.waiting().isEmpty()) {
      PositionsSnapshot now = published.snapshot();
      letters.waiting().forEach(taken -> taken.complete(now));
    }
  }

  private void change(Topology next, Optional<PositionsSnapshot> known) {
    if (known.isEmpty() && next.sameAs(topology)) {
      return;
    }
    PositionsSnapshot before = known.orElseGet(published::snapshot);
    float heat = known.isPresent() ? RESTORED_HEAT : CHANGED_HEAT;
    engine.load(next.layoutGraph(before), Math.min(1, heat + 2 * newShare(next, before)));
    topology = next;
    tick.nodes(next.ids(), engine.positions(), engine.velocities());
    held.keySet().removeIf(id -> next.indexOf(id) < 0);
    held.forEach((id, at) -> engine.pin(next.indexOf(id), at.x(), at.y(), at.z()));
    published.update(next.ids(), engine.positions(), tick.version());
  }

  private void hold(int id, Optional<Position> wish) {
    int index = topology.indexOf(id);
    if (index < 0) {
      return; // gone with a newer graph
    }
    wish.ifPresentOrElse(
        at -> {
          held.put(id, at);
          engine.pin(index, at.x(), at.y(), at.z());
        },
        () -> {
          held.remove(id);
          engine.unpin(index);
        });
  }

  private static float newShare(Topology next, PositionsSnapshot before) {
    int added = 0;
    for (int id : next.ids()) {
      added += before.position(id).isEmpty() ? 1 : 0;
    }
    return next.ids().length == 0 ? 0 : (float) added / next.ids().length;
  }
}
