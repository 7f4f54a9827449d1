package io.starling.graph.folder;

import java.time.Duration;

/**
 * How a folder is read and watched. Immutable.
 *
 * @param maxPageBytes a larger Markdown file is a node with an error, and its text is not read
 * @param maxOntologyBytes a larger RDF file is not read
 * @param quiet a burst of changes is over when nothing changed for this long
 * @param patience a burst is taken as over after this long in any case
 */
public record FolderOptions(
    int maxPageBytes, int maxOntologyBytes, Duration quiet, Duration patience) {

  /** 4 MiB a page, 64 MiB an RDF file, 50 ms of quiet, 250 ms of patience. */
  public static final FolderOptions DEFAULT =
      new FolderOptions(4 << 20, 64 << 20, Duration.ofMillis(50), Duration.ofMillis(250));

  public FolderOptions {
    if (maxPageBytes < 1 || maxPageBytes == Integer.MAX_VALUE || maxOntologyBytes < 1) {
      throw new IllegalArgumentException("sizes of files must be positive and below 2 GiB");
    }
    if (quiet.isNegative() || patience.compareTo(quiet) < 0) {
      throw new IllegalArgumentException(
          "patience " + patience + " must be at least quiet " + quiet);
    }
  }
}
