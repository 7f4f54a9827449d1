package io.starling.graph.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.util.Locale;

/** Words for what the file system says. Pure functions. */
final class Sentences {
  private Sentences() {}

  /**
   * Gives the reason of a failure, with a full stop and without the path, which is said beside it.
   */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied.";
      case FileSystemLoopException _ -> "it runs in a circle.";
      case FileSystemException e when e.getReason() != null ->
          e.getReason().toLowerCase(Locale.ROOT) + ".";
      default ->
          failure.getClass().getSimpleName()
              + (failure.getMessage() == null ? "." : ": " + failure.getMessage() + ".");
    };
  }

  /** Gives a size as people say it. */
  static String bytes(long bytes) {
    if (bytes < 1_024) {
      return bytes + " bytes";
    }
    return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
  }
}
