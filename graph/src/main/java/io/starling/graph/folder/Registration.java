package io.starling.graph.folder;

/** A listener's place on a list; closing takes it off, and closing again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  @Override
  void close();
}
