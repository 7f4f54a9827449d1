package io.starling.graph.assembly;

import io.starling.graph.rdf.Fact;
import io.starling.graph.rdf.Fact.Plain;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses what a thing is called: {@code rdfs:label} before {@code skos:prefLabel}, English before
 * other languages.
 */
final class Labels {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingInt(
              (Candidate candidate) -> candidate.predicate().equals(Vocabulary.LABEL) ? 0 : 1)
          .thenComparingInt(candidate -> rank(candidate.language()))
          .thenComparing(Candidate::language)
          .thenComparing(Candidate::text);

  private Labels() {}

  private record Candidate(String predicate, String language, String text) {}

  /** Gives the label of a thing, its local name when it has none. */
  static String of(String iri, List<Fact> facts) {
    return facts.stream()
        .filter(Labels::isLabel)
        .filter(fact -> fact.object() instanceof Plain)
        .map(fact -> candidate(fact, (Plain) fact.object()))
        .filter(candidate -> !candidate.text().isBlank())
        .min(ORDER)
        .map(Candidate::text)
        .orElseGet(() -> Vocabulary.localName(iri));
  }

  private static boolean isLabel(Fact fact) {
    return fact.predicate().equals(Vocabulary.LABEL)
        || fact.predicate().equals(Vocabulary.PREF_LABEL);
  }

  private static Candidate candidate(Fact fact, Plain plain) {
    return new Candidate(fact.predicate(), plain.language(), plain.value().toString().strip());
  }

  private static int rank(String language) {
    if (language.isEmpty()) {
      return 0;
    }
    return language.equals("en") || language.startsWith("en-") ? 1 : 2;
  }
}
