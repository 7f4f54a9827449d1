package io.starling.graph.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says why a symbolic link that might hide pages is not followed. Pure functions over the file
 * system.
 */
final class SymbolicLink {
  private SymbolicLink() {}

  /**
   * Gives a sentence; empty when nothing is lost: what it points to is in the folder anyway, or is
   * no page.
   */
  static Optional<String> problem(Path root, Path link) {
    try {
      Path target = link.toRealPath();
      boolean shown =
          FoundFile.isOfInterest(link.getFileName().toString()) || Files.isDirectory(target);
      if (!shown) {
        return Optional.empty();
      }
      if (link.startsWith(target)) {
        return Optional.of(
            "The symbolic link leads back to a directory above itself and is not followed.");
      }
      return target.startsWith(root)
          ? Optional.empty()
          : Optional.of("The symbolic link leaves the folder and is not followed.");
    } catch (NoSuchFileException _) {
      return FoundFile.isOfInterest(link.getFileName().toString())
          ? Optional.of("The symbolic link points to nothing.")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("The symbolic link cannot be followed: " + Sentences.reason(e));
    }
  }
}
