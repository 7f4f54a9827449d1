package io.starling.graph.model;

import java.util.Locale;

/**
 * The three families of nodes, which share a record on the wire and differ in colour and priority.
 * Immutable.
 */
public enum NodeType {
  KNOWLEDGE,
  ONTOLOGY,
  AGENT;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** Gives the lower-case name that JSON messages carry. */
  public String wireName() {
    return wireName;
  }
}
