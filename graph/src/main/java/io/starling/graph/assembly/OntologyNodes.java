package io.starling.graph.assembly;

import io.starling.graph.assembly.Ontology.Description;
import io.starling.graph.model.Metadata;
import io.starling.graph.model.NodeKind;
import io.starling.graph.rdf.Fact;
import io.starling.graph.rdf.Fact.Plain;
import io.starling.graph.rdf.Fact.Thing;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws the classes, properties and individuals of a folder's RDF files, and the edges between
 * them. An IRI that names a page of the folder is that page. Confined to one assembly.
 */
final class OntologyNodes {
  /** Anonymous classes within anonymous classes are followed this far. */
  private static final int MAX_DEPTH = 16;

  /** Properties travel to every screen; more of them, or of values of one, are left out. */
  private static final int MAX_VALUES = 100;

  private final Ontology ontology;
  private final PageIndex pages;
  private final GraphDraft draft;

  OntologyNodes(Ontology ontology, PageIndex pages, GraphDraft draft) {
    this.ontology = ontology;
    this.pages = pages;
    this.draft = draft;
  }

  void draw() {
    List<String> subjects = ontology.subjects();
    subjects.stream()
        .filter(Predicate.not(this::isPage))
        .forEach(subject -> draft.add(node(subject)));
    for (String subject : subjects) {
      for (Fact fact : facts(subject)) {
        if (fact.object() instanceof Thing(String object)) {
          connect(subject, fact.predicate(), object, 0);
        }
      }
    }
  }

  private void connect(String subject, String predicate, String object, int depth) {
    if (object.startsWith("_:")) {
      if (depth < MAX_DEPTH) {
        connectThrough(subject, predicate, object, depth + 1);
      }
    } else if (isPage(object) || ontology.isThing(predicate, object)) {
      draft.connect(name(subject), drawn(object), Vocabulary.localName(predicate));
    }
  }

  /**
   * Follows a thing without a name: a restriction stands for an edge of its property, a union for
   * each of its members.
   */
  private void connectThrough(String subject, String predicate, String blank, int depth) {
    for (String property : ontology.things(blank, Vocabulary.ON_PROPERTY)) {
      for (String filler : Vocabulary.FILLERS) {
        ontology.things(blank, filler).forEach(object -> connect(subject, property, object, depth));
      }
    }
    for (String collection : Vocabulary.COLLECTIONS) {
      for (String list : ontology.things(blank, collection)) {
        ontology.members(list).forEach(member -> connect(subject, predicate, member, depth));
      }
    }
  }

  private boolean isPage(String iri) {
    return page(iri).isPresent();
  }

  private Optional<String> page(String iri) {
    return FolderIri.path(iri).flatMap(pages::at);
  }

  private String name(String iri) {
    return page(iri).orElse(iri);
  }

  private String drawn(String iri) {
    String name = name(iri);
    if (!draft.has(name)) {
      draft.add(node(iri));
    }
    return name;
  }

  private List<Fact> facts(String iri) {
    return ontology.description(iri).map(Description::facts).orElse(List.of());
  }

  private NodeDraft node(String iri) {
    List<Fact> facts = facts(iri);
    Map<String, Object> properties = properties(facts);
    int words = facts.stream().mapToInt(OntologyNodes::words).sum();
    @Nullable String problem = ontology.description(iri).map(Description::problem).orElse(null);
    NodeKind kind = ontology.kind(iri);
    Metadata metadata = new Metadata(kind, List.of(), words, 0, problem, properties);
    return new NodeDraft(
        iri, Labels.of(iri, facts), metadata, quality(properties), properties.size());
  }

  /**
   * Gives what the facts say without an edge: plain values, and addresses that are no things of the
   * graph.
   */
  private Map<String, Object> properties(List<Fact> facts) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    for (Fact fact : facts) {
      switch (fact.object()) {
        case Plain plain -> put(values, fact.predicate(), plain.value());
        case Thing(String iri) when isAddress(fact.predicate(), iri) ->
            put(values, fact.predicate(), iri);
        case Thing _ -> {}
      }
    }
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> single(entry.getValue()),
                (first, _) -> first,
                LinkedHashMap::new));
  }

  private boolean isAddress(String predicate, String iri) {
    return !iri.startsWith("_:")
        && !Vocabulary.isTerm(iri)
        && !isPage(iri)
        && !ontology.isThing(predicate, iri);
  }

  private static void put(Map<String, Set<Object>> values, String predicate, Object value) {
    String key = Vocabulary.localName(predicate);
    if (values.size() < MAX_VALUES || values.containsKey(key)) {
      Set<Object> set = values.computeIfAbsent(key, _ -> new LinkedHashSet<>());
      if (set.size() < MAX_VALUES) {
        set.add(value);
      }
    }
  }

  private static Object single(Set<Object> values) {
    return values.size() == 1 ? values.iterator().next() : List.copyOf(values);
  }

  private static int words(Fact fact) {
    return fact.object() instanceof Plain(Object value, _) && value instanceof String text
        ? text.split("\\s+").length
        : 0;
  }

  private static @Nullable Float quality(Map<String, Object> properties) {
    return properties.get("quality") instanceof Number number
            && number.floatValue() >= 0
            && number.floatValue() <= 1
        ? Float.valueOf(number.floatValue())
        : null;
  }
}
