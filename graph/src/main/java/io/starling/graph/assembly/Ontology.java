package io.starling.graph.assembly;

import io.starling.graph.model.NodeKind;
import io.starling.graph.rdf.Fact;
import io.starling.graph.rdf.Fact.Thing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All RDF files of a folder as one: what each says of a thing, side by side, and what kind of thing
 * it is. Immutable once made.
 */
final class Ontology {
  private final Map<String, Description> descriptions = new LinkedHashMap<>();
  private final Set<String> classes = new HashSet<>();
  private final Set<String> properties = new HashSet<>();
  private final Set<String> objectProperties = new HashSet<>();
  private final Set<String> headers = new HashSet<>();
  private final Set<String> namespaces = new HashSet<>();

  /** What the files say of one subject, in their order. */
  static final class Description {
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable String problem;

    List<Fact> facts() {
      return facts;
    }

    /** Gives the first problem of the files that describe the subject. */
    @Nullable String problem() {
      return problem;
    }
  }

  Ontology(Collection<OntologyFile> files) {
    for (OntologyFile file : files) {
      file.facts().forEach(fact -> describe(fact, file.problem()));
    }
    descriptions.values().forEach(description -> description.facts().forEach(this::classify));
    descriptions.keySet().stream()
        .filter(Ontology::isNamed)
        .map(Vocabulary::namespace)
        .forEach(namespaces::add);
  }

  /** Gives the subjects that have an IRI, are no vocabulary and not the ontology as a document. */
  List<String> subjects() {
    return descriptions.keySet().stream().filter(this::isNode).toList();
  }

  Optional<Description> description(String subject) {
    return Optional.ofNullable(descriptions.get(subject));
  }

  boolean isNode(String iri) {
    return isNamed(iri) && !Vocabulary.isTerm(iri) && !headers.contains(iri);
  }

  /** Says what a thing is; what nothing calls a class or property is an individual. */
  NodeKind kind(String iri) {
    if (classes.contains(iri)) {
      return NodeKind.CLASS;
    }
    return properties.contains(iri) ? NodeKind.PROPERTY : NodeKind.INDIVIDUAL;
  }

  /**
   * Says whether the object of a statement is a thing of the graph rather than an address to note.
   * It is when the folder describes it, calls the predicate an object property, uses it as class or
   * property, or has other things of its namespace.
   */
  boolean isThing(String predicate, String object) {
    if (!isNode(object)) {
      return false;
    }
    return descriptions.containsKey(object)
        || classes.contains(object)
        || properties.contains(object)
        || (!Vocabulary.isAnnotation(predicate)
            && (objectProperties.contains(predicate)
                || namespaces.contains(Vocabulary.namespace(object))));
  }

  private static boolean isNamed(String subject) {
    return !subject.startsWith("_:");
  }

  private void describe(Fact fact, @Nullable String problem) {
    Description description = descriptions.computeIfAbsent(fact.subject(), _ -> new Description());
    description.facts.add(fact);
    if (description.problem == null) {
      description.problem = problem;
    }
  }

  private void classify(Fact fact) {
    if (!(fact.object() instanceof Thing(String object))) {
      return;
    }
    String predicate = fact.predicate();
    if (predicate.equals(Vocabulary.TYPE)) {
      classifyType(fact.subject(), object);
    } else if (Vocabulary.OF_CLASSES.contains(predicate)) {
      classes.add(fact.subject());
      classes.add(object);
    } else if (Vocabulary.OF_PROPERTIES.contains(predicate)) {
      properties.add(fact.subject());
      properties.add(object);
    } else if (predicate.equals(Vocabulary.DOMAIN) || predicate.equals(Vocabulary.RANGE)) {
      properties.add(fact.subject());
      classes.add(object);
    } else if (Vocabulary.COMBINATIONS.contains(predicate)) {
      classes.addAll(members(object));
    } else if (Vocabulary.FILLERS.contains(predicate) && !predicate.equals(Vocabulary.HAS_VALUE)) {
      classes.add(object);
    }
  }

  private void classifyType(String subject, String type) {
    if (Vocabulary.CLASS_TYPES.contains(type)) {
      classes.add(subject);
    } else if (Vocabulary.PROPERTY_TYPES.contains(type)) {
      properties.add(subject);
      if (type.equals(Vocabulary.OBJECT_PROPERTY)) {
        objectProperties.add(subject);
      }
    } else if (type.equals(Vocabulary.ONTOLOGY)) {
      headers.add(subject);
    } else if (!Vocabulary.isTerm(type)) {
      classes.add(type);
    }
  }

  /** Gives the objects of one predicate of one subject. */
  List<String> things(String subject, String predicate) {
    Map<String, Boolean> things = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (Fact fact : description(subject).map(Description::facts).orElse(List.of())) {
      if (fact.predicate().equals(predicate)
          && fact.object() instanceof Thing(String object)
          && things.put(object, true) == null) {
        found.add(object);
      }
    }
    return found;
  }

  /** Gives what stands in an RDF list. */
  Set<String> members(String list) {
    Set<String> members = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Optional<String> rest = Optional.of(list);
    while (rest.isPresent() && seen.add(rest.get())) {
      members.addAll(things(rest.get(), Vocabulary.FIRST));
      rest = things(rest.get(), Vocabulary.REST).stream().findFirst();
    }
    return members;
  }
}
