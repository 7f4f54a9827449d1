package io.starling.graph.assembly;

import io.starling.graph.rdf.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RDF file as it was last read. Immutable.
 *
 * @param facts what was last read well
 * @param problem a sentence on why the file as it is now is not in {@code facts}; null when it is
 */
public record OntologyFile(List<Fact> facts, @Nullable String problem) {

  public OntologyFile {
    facts = List.copyOf(facts);
  }
}
