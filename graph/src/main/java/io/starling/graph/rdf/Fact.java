package io.starling.graph.rdf;

/**
 * One statement of an RDF file. Immutable.
 *
 * @param subject an IRI, or {@code _:name} for a thing without one, where the name holds within its
 *     file
 * @param predicate an IRI
 */
public record Fact(String subject, String predicate, Value object) {

  /** What a statement says of its subject. */
  public sealed interface Value {}

  /**
   * Another thing.
   *
   * @param iri an IRI, or {@code _:name} as in {@link Fact#subject}
   */
  public record Thing(String iri) implements Value {}

  /**
   * A plain value.
   *
   * @param value {@code String}, {@code Number} or {@code Boolean}
   * @param language lower-case tag, empty when there is none
   */
  public record Plain(Object value, String language) implements Value {}
}
