package io.starling.graph.folder;

import io.starling.graph.assembly.OntologyFile;
import io.starling.graph.assembly.PageFile;
import java.util.Optional;

/** What reading a file gave. Immutable. */
sealed interface FileContent {

  /** Gives a sentence on what could not be read. */
  Optional<String> problem();

  record OfPage(PageFile page) implements FileContent {
    @Override
    public Optional<String> problem() {
      return Optional.ofNullable(page.problem());
    }
  }

  record OfOntology(OntologyFile ontology) implements FileContent {
    @Override
    public Optional<String> problem() {
      return Optional.ofNullable(ontology.problem());
    }
  }

  /** The file vanished between its listing and its reading. */
  record Gone() implements FileContent {
    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }
}
