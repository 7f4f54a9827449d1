package io.starling.graph.model;

/**
 * A directed edge of the graph. Immutable.
 *
 * @param id given once per source, target and type, at least 1
 * @param source id of the node that names the other
 * @param type {@code link}, {@code tag}, {@code subClassOf}, {@code type}, {@code domain}, {@code
 *     range} or the name of a property
 * @param weight how often the source names the target, at least 1 for what a folder says
 */
public record Edge(int id, int source, int target, String type, float weight) {

  public Edge {
    if (id < 1) {
      throw new IllegalArgumentException("edge id " + id + " is not positive");
    }
    if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight " + weight + " of edge " + id + " is not positive and finite");
    }
  }
}
