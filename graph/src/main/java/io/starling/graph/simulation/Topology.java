package io.starling.graph.simulation;

import io.starling.graph.layout.Coordinates;
import io.starling.graph.layout.LayoutGraph;
import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.Node;
import java.util.Arrays;
import java.util.List;

/**
 * What of a graph the layout sees: which nodes there are and what joins them. The dense index of a
 * node is the rank of its id. Immutable.
 */
final class Topology {
  static final Topology EMPTY = new Topology(Graph.empty());

  private final int[] ids;
  private final int[] sources;
  private final int[] targets;
  private final float[] weights;

  Topology(Graph graph) {
    ids = graph.nodes().stream().mapToInt(Node::id).toArray();
    List<Edge> edges = graph.edges();
    sources = new int[edges.size()];
    targets = new int[edges.size()];
    weights = new float[edges.size()];
    for (int e = 0; e < sources.length; e++) {
      Edge edge = edges.get(e);
      sources[e] = indexOf(edge.source());
      targets[e] = indexOf(edge.target());
      weights[e] = edge.weight();
    }
  }

  /** Gives the ids, ascending; not to be written to. */
  int[] ids() {
    return ids;
  }

  /** Gives the dense index of a node, negative when it isn't there. */
  int indexOf(int id) {
    return Arrays.binarySearch(ids, id);
  }

  /** Says whether the two look the same to the layout. */
  boolean sameAs(Topology other) {
    return Arrays.equals(ids, other.ids)
        && Arrays.equals(sources, other.sources)
        && Arrays.equals(targets, other.targets)
        && Arrays.equals(weights, other.weights);
  }

  /** Makes what the engine loads; a node that {@code known} doesn't hold has no place yet. */
  LayoutGraph layoutGraph(PositionsSnapshot known) {
    Coordinates at = Coordinates.zero(ids.length);
    Arrays.fill(at.x(), Float.NaN);
    int from = 0;
    for (int i = 0; i < ids.length; i++) {
      while (from < known.count() && known.ids()[from] < ids[i]) {
        from++;
      }
      if (from < known.count() && known.ids()[from] == ids[i]) {
        at.x()[i] = known.x()[from];
        at.y()[i] = known.y()[from];
        at.z()[i] = known.z()[from];
      }
    }
    return new LayoutGraph(at, sources, targets, weights);
  }
}
