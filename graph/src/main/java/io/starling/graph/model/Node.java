package io.starling.graph.model;

/**
 * A node of the graph. Immutable.
 *
 * @param id given once per {@code metadataId}, at least 1 and below {@link #MAX_ID}: the record on
 *     the wire keeps the upper bits for the type
 * @param metadataId page path relative to the folder with {@code /}, an IRI, {@code tag:name} or
 *     {@code missing:name}
 * @param quality in [0, 1]
 */
public record Node(
    int id, String metadataId, String label, NodeType type, float quality, Metadata metadata) {

  /** First id that no node may have. */
  public static final int MAX_ID = 1 << 26;

  public Node {
    if (id < 1 || id >= MAX_ID) {
      throw new IllegalArgumentException("node id " + id + " is not in [1, " + MAX_ID + ")");
    }
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException(
          "quality " + quality + " of " + metadataId + " is not in [0, 1]");
    }
    if (metadata.kind().type() != type) {
      throw new IllegalArgumentException(
          metadataId + " is a " + metadata.kind() + ", which is not " + type);
    }
  }
}
