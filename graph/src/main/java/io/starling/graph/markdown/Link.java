package io.starling.graph.markdown;

/** A link as it is written, before anybody looked where it leads. Immutable. */
public sealed interface Link {

  /** Gives the name or path, with its {@code #heading} if it has one. */
  String target();

  /** Says whether the link stands in the value of a property, not in running text. */
  boolean inProperty();

  /**
   * {@code [[target]]}, {@code [[target|shown]]} or {@code ![[target]]}: leads to a page of that
   * name, there or not.
   */
  record Wiki(String target, boolean inProperty) implements Link {}

  /**
   * {@code [shown](target)}, percent-decoded: leads along a path, seen from the page's directory.
   */
  record Path(String target, boolean inProperty) implements Link {}
}
