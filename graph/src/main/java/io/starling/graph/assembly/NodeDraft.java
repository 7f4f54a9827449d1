package io.starling.graph.assembly;

import io.starling.graph.model.Metadata;
import io.starling.graph.model.Node;
import org.jspecify.annotations.Nullable;

/**
 * A node before its links are counted. Immutable.
 *
 * @param ownQuality what the node says of itself, null when it says nothing
 * @param entries number of metadata entries that count for quality
 */
record NodeDraft(
    String metadataId, String label, Metadata metadata, @Nullable Float ownQuality, int entries) {

  Node node(int id, int links) {
    float quality = ownQuality != null ? ownQuality : Quality.of(links, metadata.words(), entries);
    return new Node(id, metadataId, label, metadata.kind().type(), quality, metadata);
  }
}
