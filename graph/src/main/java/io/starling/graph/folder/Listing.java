package io.starling.graph.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a directory and all below it that are to be read. Symbolic links are not followed:
 * within the folder they would show a page twice or run in circles, out of it they would show what
 * nobody meant to serve. Confined to one walk.
 */
final class Listing extends SimpleFileVisitor<Path> {
  private final Path root;
  private final IgnoreRules rules;
  private final List<FoundFile> files = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  private Listing(Path root, IgnoreRules rules) {
    this.root = root;
    this.rules = rules;
  }

  /** Walks a directory of the folder; what vanishes on the way is left out. */
  static Listing of(Path root, Path directory, IgnoreRules rules) {
    Listing listing = new Listing(root, rules);
    try {
      Files.walkFileTree(directory, listing);
    } catch (IOException e) {
      listing.problems.put(
          listing.path(directory), "The directory cannot be listed: " + Sentences.reason(e));
    }
    return listing;
  }

  List<FoundFile> files() {
    return files;
  }

  /** Gives sentences by path, for what cannot be listed. */
  Map<String, String> problems() {
    return problems;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return rules.ignoresEntry(directory, true)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = file.getFileName().toString();
    boolean link = attributes.isSymbolicLink();
    if ((link || FoundFile.isOfInterest(name)) && !rules.ignoresEntry(file, false)) {
      if (link) {
        noteLink(file);
      } else if (attributes.isRegularFile()) {
        add(FoundFile.of(path(file), file, attributes));
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    if (!(failure instanceof NoSuchFileException) && !rules.ignoresEntry(file, true)) {
      String what =
          failure instanceof AccessDeniedException
              ? "The directory cannot be listed: "
              : "Cannot be read: ";
      problems.put(path(file), what + Sentences.reason(failure));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
    if (failure != null) {
      problems.put(
          path(directory), "The directory was not listed to its end: " + Sentences.reason(failure));
    }
    return FileVisitResult.CONTINUE;
  }

  /**
   * Names that differ only in bytes that are no characters look the same as text; the first one met
   * is read.
   */
  private void add(FoundFile file) {
    if (paths.add(file.path())) {
      files.add(file);
    } else {
      problems.put(
          file.path(), "Another file's name looks the same; give this one a name in UTF-8.");
    }
  }

  private void noteLink(Path link) {
    SymbolicLink.problem(root, link).ifPresent(problem -> problems.put(path(link), problem));
  }

  private String path(Path file) {
    String path = IgnoreRules.slashed(root, file);
    return path.isEmpty() ? "." : path;
  }
}
