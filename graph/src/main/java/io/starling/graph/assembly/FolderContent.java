package io.starling.graph.assembly;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a folder says, by path relative to it with {@code /}, in order of the paths. Immutable.
 */
public record FolderContent(
    SortedMap<String, PageFile> pages, SortedMap<String, OntologyFile> ontologies) {

  public FolderContent {
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
    ontologies = Collections.unmodifiableSortedMap(new TreeMap<>(ontologies));
  }
}
