package io.starling.graph.assembly;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives every node and edge its number: once, for the life of the process, and never again to
 * another. A thing that goes and comes back has the number it had. Confined to one thread at a
 * time.
 */
final class Ids {
  private final Map<String, Integer> nodes = new HashMap<>();
  private final Map<String, Map<Long, Integer>> edges = new HashMap<>();
  private int lastEdge;

  int node(String metadataId) {
    return nodes.computeIfAbsent(metadataId, _ -> nodes.size() + 1);
  }

  /** Gives the number of an edge of some type; {@code ends} tells its source and target. */
  int edge(String type, long ends) {
    return edges.computeIfAbsent(type, _ -> new HashMap<>()).computeIfAbsent(ends, _ -> ++lastEdge);
  }
}
