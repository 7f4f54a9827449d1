package io.starling.protocol.message;

/** Which of the graphs a filter keeps. */
public enum GraphKind {
  KNOWLEDGE,
  ONTOLOGY,
  ALL
}
