package io.starling.graph.assembly;

/** Where a link leads. Immutable. */
sealed interface Target {

  /** To a page of the folder. */
  record Found(String path) implements Target {}

  /** To a page that isn't there. */
  record Missing(String name) implements Target {}

  /** Out of the folder; not followed. */
  record Outside() implements Target {}

  /** To no page at all: a web address, a picture, a heading of the same page. */
  record Nowhere() implements Target {}
}
