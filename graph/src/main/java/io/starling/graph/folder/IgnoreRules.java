package io.starling.graph.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Says which files of a folder are none of its graph: hidden ones, what builds and package managers
 * leave, Logseq's backups, and whatever a {@code .gitignore} in the folder names. Thread-safe.
 */
final class IgnoreRules {
  private static final String GIT_IGNORE = ".gitignore";

  private static final Set<String> NEVER = Set.of("node_modules", "target");
  private static final Set<String> BACKUPS = Set.of("logseq/bak", "logseq/version-files");

  private final Path root;
  private final Map<Path, Optional<IgnoreNode>> nodes = new ConcurrentHashMap<>();

  IgnoreRules(Path root) {
    this.root = root;
  }

  /** Forgets all {@code .gitignore} files, which are then read anew. */
  void reload() {
    nodes.clear();
  }

  /**
   * Says whether a file or directory is ignored, by its own name or that of a directory above it.
   */
  boolean ignores(Path path, boolean directory) {
    Path relative = root.relativize(path);
    Path at = root;
    for (Path name : relative) {
      at = at.resolve(name);
      boolean last = at.equals(path);
      if (ignoresEntry(at, !last || directory)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Says whether a file holds rules, so that all of the folder may have to be looked at when it
   * changes.
   */
  boolean isRule(Path path) {
    Path directory = path.getParent();
    return path.endsWith(GIT_IGNORE) && directory != null && !ignores(directory, true);
  }

  /** Says whether an entry of a directory that is not itself ignored is ignored. */
  boolean ignoresEntry(Path path, boolean directory) {
    if (path.equals(root)) {
      return false;
    }
    String name = path.getFileName().toString();
    return name.startsWith(".")
        || (directory && (NEVER.contains(name) || BACKUPS.contains(slashed(root, path))))
        || ignoredByGit(path, directory);
  }

  /** Gives a path relative to a directory with {@code /} on every system. */
  static String slashed(Path directory, Path path) {
    return directory.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** The deepest {@code .gitignore} that has an opinion decides. */
  private boolean ignoredByGit(Path path, boolean directory) {
    for (Path at = path.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
      Optional<IgnoreNode> node = nodes.computeIfAbsent(at, IgnoreRules::load);
      Boolean ignored =
          node.isEmpty() ? null : node.get().checkIgnored(slashed(at, path), directory);
      if (ignored != null) {
        return ignored;
      }
    }
    return false;
  }

  private static Optional<IgnoreNode> load(Path directory) {
    Path file = directory.resolve(GIT_IGNORE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      IgnoreNode node = new IgnoreNode();
      node.parse(in);
      return Optional.of(node);
    } catch (IOException _) {
      // A rule file that cannot be read rules nothing; git does the same.
      return Optional.empty();
    }
  }
}
