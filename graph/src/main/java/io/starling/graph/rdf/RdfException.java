package io.starling.graph.rdf;

import java.util.List;

/** Says that an RDF file could not be read to its end; the message is a sentence for its author. */
public final class RdfException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fact> before;

  RdfException(String message, Facts facts) {
    super(message.endsWith(".") ? message : message + ".");
    this.before = List.copyOf(facts.gathered());
  }

  /** Gives the facts that stand before the place where reading ended. */
  public List<Fact> before() {
    return before;
  }
}
