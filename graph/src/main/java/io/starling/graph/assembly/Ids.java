package io.starling.graph.assembly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every node and edge its number: once, for the life of the process, and never again to
 * another. A thing that goes and comes back has the number it had. Confined to one thread at a
 * time.
 */
final class Ids {
  private final Map<String, Integer> nodes = new HashMap<>();
  private final Map<EdgeName, Integer> edges = new HashMap<>();

  /** What makes an edge the same edge: the ids of its ends and its type. */
  record EdgeName(int source, int target, String type) implements Comparable<EdgeName> {
    private static final Comparator<EdgeName> ORDER =
        Comparator.comparingInt(EdgeName::source)
            .thenComparingInt(EdgeName::target)
            .thenComparing(EdgeName::type);

    @Override
    public int compareTo(EdgeName other) {
      return ORDER.compare(this, other);
    }
  }

  int node(String metadataId) {
    return nodes.computeIfAbsent(metadataId, _ -> nodes.size() + 1);
  }

  /**
   * Numbers the edges that have no number yet, in their order and not in that in which they were
   * met.
   */
  void giveEdges(Collection<EdgeName> names) {
    List<EdgeName> fresh = new ArrayList<>();
    for (EdgeName name : names) {
      if (!edges.containsKey(name)) {
        fresh.add(name);
      }
    }
    fresh.sort(Comparator.naturalOrder());
    fresh.forEach(name -> edges.put(name, edges.size() + 1));
  }

  /** Gives the number of an edge that has one. */
  int edge(EdgeName name) {
    Integer number = edges.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name + " has no number yet");
    }
    return number;
  }
}
