package io.starling.graph.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The difference of two graphs of one source. Not meant as a key: the arrays compare by identity.
 * Immutable: nobody writes to the arrays.
 *
 * @param nodes added or changed, as they are in {@code after}, ascending by id
 * @param edges added or changed, as they are in {@code after}, ascending by id
 * @param removedNodes ids in {@code before} that are not in {@code after}, ascending
 * @param removedEdges ids in {@code before} that are not in {@code after}, ascending
 */
@SuppressWarnings(
    "ArrayRecordComponent") // an id array is sent as it is; boxing 100,000 ids into a list would
// cost more
public record GraphChange(
    Graph before,
    Graph after,
    List<Node> nodes,
    List<Edge> edges,
    int[] removedNodes,
    int[] removedEdges) {

  public GraphChange {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    removedNodes = removedNodes.clone();
    removedEdges = removedEdges.clone();
  }

  /** Compares two graphs in one walk over each. */
  public static GraphChange between(Graph before, Graph after) {
    Difference<Node> nodes = Difference.of(before.nodes(), after.nodes(), Node::id);
    Difference<Edge> edges = Difference.of(before.edges(), after.edges(), Edge::id);
    return new GraphChange(
        before, after, nodes.upserts, edges.upserts, nodes.removed(), edges.removed());
  }

  /** Says whether the two graphs hold the same nodes and edges. */
  public boolean isEmpty() {
    return nodes.isEmpty()
        && edges.isEmpty()
        && removedNodes.length == 0
        && removedEdges.length == 0;
  }

  /** What one walk over two lists in ascending order of ids found. */
  private static final class Difference<T> {
    private final List<T> upserts = new ArrayList<>();
    private final IntStream.Builder removed = IntStream.builder();

    private static <T> Difference<T> of(List<T> before, List<T> after, ToIntFunction<T> id) {
      Difference<T> difference = new Difference<>();
      int old = 0;
      for (T item : after) {
        while (old < before.size() && id.applyAsInt(before.get(old)) < id.applyAsInt(item)) {
          difference.removed.add(id.applyAsInt(before.get(old++)));
        }
        boolean known =
            old < before.size() && id.applyAsInt(before.get(old)) == id.applyAsInt(item);
        if (!known || !before.get(old).equals(item)) {
          difference.upserts.add(item);
        }
        old += known ? 1 : 0;
      }
      before
          .subList(old, before.size())
          .forEach(item -> difference.removed.add(id.applyAsInt(item)));
      return difference;
    }

    private int[] removed() {
      return removed.build().toArray();
    }
  }
}
