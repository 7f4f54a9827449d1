package io.starling.graph.folder;

import io.starling.graph.folder.Burst.Changes;
import io.starling.graph.folder.FoundFile.Stamp;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All files of a folder that are not ignored, of whatever kind, by what they look like from
 * outside: so a burst of changes becomes one change for each file. Confined to one thread at a
 * time.
 */
final class FileCatalogue {

  private final Path root;
  private final IgnoreRules rules;
  private final TreeMap<String, Stamp> known = new TreeMap<>();

  FileCatalogue(Path root, IgnoreRules rules) {
    this.root = root;
    this.rules = rules;
  }

  /** Looks at what a burst named, and says what became of the files, in the order of the burst. */
  List<FileChange> refresh(Changes changes) {
    var seen = new Seen();
    if (changes.everything()) {
      look(root, seen);
    } else {
      changes.paths().forEach(path -> look(path, seen));
    }
    List<FileChange> told = seen.told();
    seen.apply();
    return told;
  }

  private void look(Path path, Seen seen) {
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (rules.ignores(path, attributes.isDirectory())) {
        seen.goneBelow(path, Set.of());
      } else if (attributes.isDirectory()) {
        SequencedMap<String, Stamp> found = list(path);
        seen.goneBelow(path, found.keySet());
        found.forEach(seen::there);
      } else {
        seen.goneBelow(path, Set.of());
        if (attributes.isRegularFile()) {
          seen.there(name(path), stamp(attributes));
        }
      }
    } catch (IOException _) {
      seen.goneBelow(path, Set.of());
    }
  }

  /** The files of a directory and all below it; what can't be listed is left out. */
  private SequencedMap<String, Stamp> list(Path directory) {
    SequencedMap<String, Stamp> found = new LinkedHashMap<>();
    try {
      Files.walkFileTree(directory, new Walk(found));
    } catch (IOException _) {
      // the walk itself goes on after a failure; there is nothing that could be listed
    }
    return found;
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Map<String, Stamp> found;

    Walk(Map<String, Stamp> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return rules.ignoresEntry(directory, true)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !rules.ignoresEntry(file, false)) {
        found.put(name(file), stamp(attributes));
      }
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

  /** What one burst found, before it is known of all of it. */
  private final class Seen {
    private final SequencedMap<String, Stamp> there = new LinkedHashMap<>();
    private final TreeSet<String> gone = new TreeSet<>();

    /** Both in the order in which they were first met. */
    private final SequencedMap<String, Boolean> met = new LinkedHashMap<>();

    void there(String name, Stamp stamp) {
      met.putIfAbsent(name, true);
      there.put(name, stamp);
      gone.remove(name);
    }

    void gone(String name) {
      met.putIfAbsent(name, true);
      gone.add(name);
      there.remove(name);
    }

    /** There is no file of this name, until one is found, and none below it but these. */
    void goneBelow(Path path, Set<String> found) {
      if (known.containsKey(name(path))) {
        gone(name(path));
      }
      belowOf(path).keySet().stream().filter(name -> !found.contains(name)).forEach(this::gone);
    }

    List<FileChange> told() {
      Map<Stamp, String> left = new HashMap<>();
      gone.forEach(name -> left.put(stampOf(name), name));
      Map<String, String> renamed = renamed(left);
      Set<String> oldNames = Set.copyOf(renamed.values());
      List<FileChange> told = new ArrayList<>();
      for (String name : met.keySet()) {
        Stamp stamp = there.get(name);
        if (stamp == null) {
          if (!oldNames.contains(name)) {
            told.add(new FileChange.Deleted(name));
          }
        } else if (!known.containsKey(name)) {
          told.add(new FileChange.Added(name, renamed.get(name)));
        } else if (!stamp.equals(known.get(name))) {
          told.add(new FileChange.Changed(name));
        }
      }
      return told;
    }

    /** Old names by new ones: a file that was renamed is the same on the disk, unchanged. */
    private Map<String, String> renamed(Map<Stamp, String> left) {
      Map<String, String> renamed = new HashMap<>();
      there.forEach(
          (name, stamp) -> {
            if (!known.containsKey(name) && !stamp.key().equals("")) {
              String from = left.remove(stamp);
              if (from != null) {
                renamed.put(name, from);
              }
            }
          });
      return renamed;
    }

    void apply() {
      known.keySet().removeAll(gone);
      known.putAll(there);
    }
  }

  private Stamp stampOf(String name) {
    Stamp stamp = known.get(name);
    if (stamp == null) {
      throw new IllegalStateException(name + " is gone and was never there");
    }
    return stamp;
  }

  private SortedMap<String, Stamp> belowOf(Path path) {
    String name = name(path);
    // '0' is the character after '/'.
    return name.isEmpty() ? known : known.subMap(name + "/", name + "0");
  }

  private String name(Path path) {
    return IgnoreRules.slashed(root, path);
  }

  private static Stamp stamp(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), key == null ? "" : key);
  }
}
