package io.starling.benchmarks.compact;

import io.starling.benchmarks.layout.SeededGraph;
import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.Coordinates;
import io.starling.graph.layout.LayoutEngine;
import io.starling.graph.layout.LayoutGraph;
import io.starling.graph.layout.LayoutParameters;
import java.util.ArrayList;
import java.util.List;

/** What a simulation's nodes did, looked at ten times a second. */
public enum Trace {
  /** From random places to rest, without the first half second. */
  SETTLING,
  /** At rest, but for a node that somebody drags around. */
  DRAGGED,
  /** As hot as it gets, all the time. */
  WILD;

  private static final int STEPS_PER_UPDATE = 6;
  private static final int MAX_UPDATES = 60;
  private static final int SMALL = 10_000;
  private static final long SEED = 20_261_121;

  /** Positions at the beginning and after each update. */
  public List<Coordinates> record(int nodes) {
    LayoutGraph graph = SeededGraph.unplaced(nodes, 3 * nodes, SEED);
    LayoutParameters parameters = this == WILD ? SeededGraph.ACTIVE : LayoutParameters.defaults();
    int updates = nodes > SMALL ? MAX_UPDATES / 3 : MAX_UPDATES;
    try (LayoutEngine layout =
        new BarnesHutLayout(parameters, Runtime.getRuntime().availableProcessors(), SEED)) {
      layout.load(graph, 1);
      warmUp(layout, nodes);
      List<Coordinates> seen = new ArrayList<>();
      seen.add(layout.positions().copy());
      for (int update = 1; update <= updates && (this == DRAGGED || !layout.atRest()); update++) {
        for (int step = 0; step < STEPS_PER_UPDATE; step++) {
          drag(layout, update * STEPS_PER_UPDATE + step);
          layout.step();
        }
        seen.add(layout.positions().copy());
      }
      return seen;
    }
  }

  private void warmUp(LayoutEngine layout, int nodes) {
    int steps = this == DRAGGED ? nodes > SMALL ? 120 : 450 : 30;
    for (int step = 0; step < steps; step++) {
      layout.step();
    }
  }

  private void drag(LayoutEngine layout, int step) {
    if (this == DRAGGED) {
      double angle = step / 30.0;
      layout.pin(0, (float) (200 * Math.cos(angle)), (float) (200 * Math.sin(angle)), 0);
    }
  }
}
