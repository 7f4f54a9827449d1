package io.starling.graph.assembly;

import java.util.List;
import java.util.Set;

/**
 * The terms by which ontologies are written. They say what things are and are no nodes themselves.
 * Constants.
 */
final class Vocabulary {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
  private static final String OWL = "http://www.w3.org/2002/07/owl#";
  private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final List<String> NAMESPACES = List.of(RDF, RDFS, OWL, SKOS, XSD);

  static final String TYPE = RDF + "type";
  static final String FIRST = RDF + "first";
  static final String REST = RDF + "rest";
  static final String LABEL = RDFS + "label";
  static final String PREF_LABEL = SKOS + "prefLabel";
  static final String SUB_CLASS_OF = RDFS + "subClassOf";
  static final String SUB_PROPERTY_OF = RDFS + "subPropertyOf";
  static final String DOMAIN = RDFS + "domain";
  static final String RANGE = RDFS + "range";
  static final String ONTOLOGY = OWL + "Ontology";
  static final String OBJECT_PROPERTY = OWL + "ObjectProperty";
  static final String HAS_VALUE = OWL + "hasValue";
  static final String ON_PROPERTY = OWL + "onProperty";

  static final Set<String> CLASS_TYPES =
      Set.of(OWL + "Class", RDFS + "Class", OWL + "DeprecatedClass", RDFS + "Datatype");

  static final Set<String> PROPERTY_TYPES =
      Set.of(
          RDF + "Property",
          OBJECT_PROPERTY,
          OWL + "DatatypeProperty",
          OWL + "AnnotationProperty",
          OWL + "OntologyProperty",
          OWL + "DeprecatedProperty",
          OWL + "FunctionalProperty",
          OWL + "InverseFunctionalProperty",
          OWL + "TransitiveProperty",
          OWL + "SymmetricProperty",
          OWL + "AsymmetricProperty",
          OWL + "ReflexiveProperty",
          OWL + "IrreflexiveProperty");

  /** Predicates between a class and a class. */
  static final Set<String> OF_CLASSES =
      Set.of(SUB_CLASS_OF, OWL + "equivalentClass", OWL + "disjointWith", OWL + "complementOf");

  /** Predicates between a property and a property. */
  static final Set<String> OF_PROPERTIES =
      Set.of(
          SUB_PROPERTY_OF,
          OWL + "inverseOf",
          OWL + "equivalentProperty",
          OWL + "propertyDisjointWith");

  /** Ways to make one class of a list of classes. */
  static final Set<String> COMBINATIONS = Set.of(OWL + "unionOf", OWL + "intersectionOf");

  /** What a restriction says of the property that it is on. */
  static final Set<String> FILLERS =
      Set.of(OWL + "someValuesFrom", OWL + "allValuesFrom", HAS_VALUE, OWL + "onClass");

  /** Ways to make one class of a list of anything. */
  static final Set<String> COLLECTIONS =
      Set.of(OWL + "unionOf", OWL + "intersectionOf", OWL + "oneOf");

  private Vocabulary() {}

  static boolean isTerm(String iri) {
    return NAMESPACES.stream().anyMatch(iri::startsWith);
  }

  /**
   * Says whether the predicate only points somewhere to read more, so that what it points to need
   * not be a thing.
   */
  static boolean isAnnotation(String predicate) {
    return (predicate.startsWith(RDFS) || predicate.startsWith(OWL))
        && !OF_CLASSES.contains(predicate)
        && !OF_PROPERTIES.contains(predicate)
        && !predicate.equals(DOMAIN)
        && !predicate.equals(RANGE)
        && !predicate.equals(OWL + "sameAs");
  }

  /**
   * Gives what follows the last {@code #}, {@code /} or {@code :}; the whole where nothing follows.
   */
  static String localName(String iri) {
    String local = iri.substring(namespace(iri).length());
    return local.isEmpty() ? iri : local;
  }

  /** Gives the IRI up to its local name. */
  static String namespace(String iri) {
    int end = iri.indexOf('#');
    end = end >= 0 && end < iri.length() - 1 ? end : iri.lastIndexOf('/', iri.length() - 2);
    end = end >= 0 ? end : iri.lastIndexOf(':');
    return iri.substring(0, end + 1);
  }
}
