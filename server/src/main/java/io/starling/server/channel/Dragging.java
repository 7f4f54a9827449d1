package io.starling.server.channel;

import io.starling.graph.model.Node;
import io.starling.graph.simulation.Position;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.session.SessionClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds which node. A dragged node is pinned in the simulation and shown to everybody at once;
 * two people on one node: the later drag wins, the other is told. Thread-safe.
 */
public final class Dragging {

  /** So many ids an error names. */
  private static final int MAX_NAMED = 20;

  private final LiveGraph graph;
  private final PositionStream positions;
  private final SessionClock clock;
  private final float bounds;
  private final Map<Integer, Viewer> holders = new ConcurrentHashMap<>();

  /**
   * @param bounds largest absolute value of a coordinate
   */
  public Dragging(LiveGraph graph, PositionStream positions, SessionClock clock, float bounds) {
    this.bounds = bounds;
    this.graph = graph;
    this.positions = positions;
    this.clock = clock;
  }

  /**
   * Moves nodes. A bad record is dropped alone.
   *
   * @return what to tell the sender, if some records were bad
   */
  Optional<Failure> move(Viewer viewer, Positions records) {
    Map<String, List<Long>> dropped = new LinkedHashMap<>();
    for (int i = 0; i < records.count(); i++) {
      int id = records.id(i);
      var to = new Position(records.x(i), records.y(i), records.z(i));
      Optional<Node> node = graph.graph().node(id);
      if (!isInBounds(to)) {
        dropped.computeIfAbsent("out_of_bounds", _ -> new ArrayList<>()).add(id & 0xFFFFFFFFL);
      } else if (node.isEmpty()) {
        dropped.computeIfAbsent("unknown", _ -> new ArrayList<>()).add(id & 0xFFFFFFFFL);
      } else {
        move(viewer, node.get(), to);
      }
    }
    return dropped.isEmpty() ? Optional.empty() : Optional.of(failure(dropped, records.count()));
  }

  /** Lets go of a node, if this viewer holds it. */
  void release(Viewer viewer, int id) {
    if (holders.remove(id, viewer)) {
      positions.release(id);
      graph.simulation().unpin(id);
    }
  }

  private void move(Viewer viewer, Node node, Position to) {
    Viewer before = holders.put(node.id(), viewer);
    if (before != viewer) {
      viewer.holds(node.id());
      if (before != null) {
        before.lost(new ServerMessage.DragTaken(node.id(), clock.millis()));
      }
    }
    graph.simulation().pin(node.id(), to.x(), to.y(), to.z());
    positions.drag(node, to, clock.millis());
  }

  private Failure failure(Map<String, List<Long>> dropped, int count) {
    int bad = dropped.values().stream().mapToInt(List::size).sum();
    Map<String, Object> details = new LinkedHashMap<>();
    dropped.forEach(
        (why, ids) -> details.put(why, ids.subList(0, Math.min(ids.size(), MAX_NAMED))));
    details.put("dropped", bad);
    return Failure.of(
            ErrorCode.INVALID_RECORD,
            bad
                + " of "
                + count
                + " records were dropped: unknown nodes, or places beyond ±"
                + (int) bounds,
            clock.millis())
        .withDetails(details);
  }

  /** Also false for what is not a number. */
  private boolean isInBounds(Position at) {
    return Math.abs(at.x()) <= bounds && Math.abs(at.y()) <= bounds && Math.abs(at.z()) <= bounds;
  }
}
