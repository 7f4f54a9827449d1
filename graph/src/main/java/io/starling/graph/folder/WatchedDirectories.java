package io.starling.graph.folder;

import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Walks the directories that are worth watching: watching all of {@code node_modules} would use up
 * what the system allows. What vanishes or is closed to us on the way is left out. Thread-safe.
 */
final class WatchedDirectories implements FileTreeVisitor {
  private final IgnoreRules rules;

  WatchedDirectories(IgnoreRules rules) {
    this.rules = rules;
  }

  @Override
  public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile)
      throws IOException {
    Files.walkFileTree(start, new Visitor(onDirectory, onFile));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Callback onDirectory;
    private final Callback onFile;

    private Visitor(Callback onDirectory, Callback onFile) {
      this.onDirectory = onDirectory;
      this.onFile = onFile;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (rules.ignoresEntry(directory, true)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      try {
        onDirectory.call(directory);
        return FileVisitResult.CONTINUE;
      } catch (NoSuchFileException | AccessDeniedException _) {
        return FileVisitResult.SKIP_SUBTREE;
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      onFile.call(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
