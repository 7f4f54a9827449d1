package io.starling.graph.folder;

import org.jspecify.annotations.Nullable;

/** What became of a file of the folder. Immutable. */
public sealed interface FileChange {

  /** Returns the file, relative to the folder with {@code /}. */
  String path();

  /**
   * There is a file that was not there.
   *
   * @param from what it was called before, null where it is new
   */
  record Added(String path, @Nullable String from) implements FileChange {}

  /** A file looks different than before. */
  record Changed(String path) implements FileChange {}

  /** A file is gone. */
  record Deleted(String path) implements FileChange {}
}
