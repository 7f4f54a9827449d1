package io.starling.server.channel;

import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.graph.simulation.Simulation;
import io.starling.protocol.message.Filter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The graph as viewers see it now: its structure from the folder, its positions from the
 * simulation. A change is taken in by the simulation first, so that what is new has a place when it
 * is told. Thread-safe.
 */
public final class LiveGraph implements VisibleSets {

  /** Past so many different filters at once they are worked out anew. */
  private static final int MAX_KNOWN_FILTERS = 1_024;

  private final Simulation simulation;
  private volatile State state;

  /** One graph and what was found out about it. */
  private record State(Graph graph, Map<Filter, Visible> visible) {
    State(Graph graph) {
      this(graph, new ConcurrentHashMap<>());
    }
  }

  public LiveGraph(Graph graph, Simulation simulation) {
    this.simulation = simulation;
    this.state = new State(graph);
    simulation.apply(graph);
  }

  public Graph graph() {
    return state.graph();
  }

  public Simulation simulation() {
    return simulation;
  }

  public PositionsSnapshot positions() {
    return simulation.snapshot();
  }

  /**
   * Takes a change in, then tells of it, on the simulation's thread, in the order of the changes.
   */
  public void change(GraphChange change, Consumer<GraphChange> then) {
    state = new State(change.after());
    simulation.apply(change).thenAccept(_ -> then.accept(change));
  }

  @Override
  public Visible of(Filter filter) {
    return of(state, filter);
  }

  /** What a filter leaves of this graph; quick if it is the graph as it is now. */
  Visible of(Graph graph, Filter filter) {
    State now = state;
    return now.graph() == graph
        ? of(now, filter)
        : Visible.of(graph, filter, simulation.snapshot());
  }

  private Visible of(State now, Filter filter) {
    if (filter.region() != null) {
      return Visible.of(now.graph(), filter, simulation.snapshot());
    }
    if (now.visible().size() > MAX_KNOWN_FILTERS) {
      now.visible().clear();
    }
    return now.visible()
        .computeIfAbsent(filter, each -> Visible.of(now.graph(), each, PositionsSnapshot.empty()));
  }
}
