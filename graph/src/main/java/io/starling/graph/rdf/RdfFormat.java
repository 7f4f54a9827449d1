package io.starling.graph.rdf;

import java.util.Locale;
import java.util.Optional;

/** The RDF syntaxes that are read, told by the ending of a file's name. Immutable. */
public enum RdfFormat {
  TURTLE,
  N_TRIPLES,
  TRIG,
  RDF_XML,
  JSON_LD,
  /** {@code .owl} is RDF/XML by custom and Turtle by habit: the first characters tell. */
  OWL;

  /** Gives the format of a file by its name; empty when it is no RDF file. */
  public static Optional<RdfFormat> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return switch (fileName.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "ttl" -> Optional.of(TURTLE);
      case "nt" -> Optional.of(N_TRIPLES);
      case "trig" -> Optional.of(TRIG);
      case "rdf" -> Optional.of(RDF_XML);
      case "owl" -> Optional.of(OWL);
      case "jsonld" -> Optional.of(JSON_LD);
      default -> Optional.empty();
    };
  }
}
