package io.starling.graph.model;

import java.util.Locale;

/** What a node stands for within its type. Immutable. */
public enum NodeKind {
  /** A Markdown file. */
  PAGE(NodeType.KNOWLEDGE),
  /** A page that is linked to and isn't there. */
  MISSING(NodeType.KNOWLEDGE),
  /** A tag that no page is named after. */
  TAG(NodeType.KNOWLEDGE),
  CLASS(NodeType.ONTOLOGY),
  PROPERTY(NodeType.ONTOLOGY),
  INDIVIDUAL(NodeType.ONTOLOGY),
  AGENT(NodeType.AGENT);

  private final NodeType type;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  NodeKind(NodeType type) {
    this.type = type;
  }

  /** Gives the type that every node of this kind has. */
  public NodeType type() {
    return type;
  }

  /** Gives the lower-case name that JSON messages carry. */
  public String wireName() {
    return wireName;
  }
}
