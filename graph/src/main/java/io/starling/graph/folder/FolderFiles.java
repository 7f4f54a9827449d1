package io.starling.graph.folder;

import io.starling.graph.assembly.FolderContent;
import io.starling.graph.assembly.OntologyFile;
import io.starling.graph.assembly.PageFile;
import io.starling.graph.folder.FoundFile.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder as they were last read, and the reading of those that changed. Confined to
 * one thread at a time.
 */
final class FolderFiles {
  /** Fewer files are read in turn: starting threads would cost more. */
  private static final int PARALLEL_FROM = 16;

  private final Path root;
  private final IgnoreRules rules;
  private final ContentReader reader;
  private final TreeMap<String, Known> known = new TreeMap<>();
  private final TreeMap<String, String> listingProblems = new TreeMap<>();

  private record Known(Stamp stamp, FileContent content) {}

  FolderFiles(Path root, IgnoreRules rules, ContentReader reader) {
    this.root = root;
    this.rules = rules;
    this.reader = reader;
  }

  /** Lists the whole folder and reads what is new or looks different. */
  void refreshAll() {
    rules.reload();
    readAll(reconcile(root));
  }

  /** Reads these files again, whatever they look like, and lists these directories. */
  void refresh(Collection<Path> changed) {
    List<FoundFile> found = new ArrayList<>();
    for (Path path : changed) {
      found.addAll(look(path));
    }
    readAll(found);
  }

  FolderContent content() {
    SortedMap<String, PageFile> pages = new TreeMap<>();
    SortedMap<String, OntologyFile> ontologies = new TreeMap<>();
    known.forEach(
        (path, file) -> {
          switch (file.content()) {
            case FileContent.OfPage(PageFile page) -> pages.put(path, page);
            case FileContent.OfOntology(OntologyFile ontology) -> ontologies.put(path, ontology);
            case FileContent.Gone _ -> {}
          }
        });
    return new FolderContent(pages, ontologies);
  }

  /** Gives what is wrong with files and directories, in order of their paths. */
  List<FileProblem> problems() {
    List<FileProblem> problems = new ArrayList<>();
    listingProblems.forEach((path, message) -> problems.add(new FileProblem(path, message)));
    known.forEach(
        (path, file) ->
            file.content()
                .problem()
                .ifPresent(message -> problems.add(new FileProblem(path, message))));
    return problems;
  }

  private List<FoundFile> look(Path path) {
    Optional<BasicFileAttributes> attributes = attributes(path);
    String name = IgnoreRules.slashed(root, path);
    if (attributes.isEmpty() || rules.ignores(path, attributes.get().isDirectory())) {
      forget(name);
      return List.of();
    }
    if (attributes.get().isDirectory()) {
      known.remove(name);
      return reconcile(path);
    }
    boolean toRead =
        attributes.get().isRegularFile() && FoundFile.isOfInterest(path.getFileName().toString());
    if (!toRead || !known.containsKey(name)) {
      forget(name);
    }
    if (attributes.get().isSymbolicLink()) {
      SymbolicLink.problem(root, path).ifPresent(problem -> listingProblems.put(name, problem));
    }
    return toRead ? List.of(FoundFile.of(name, path, attributes.get())) : List.of();
  }

  /** Empty when there is nothing, or nothing that can be looked at. */
  private static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Forgets what is no longer below a directory and gives what is to be read. */
  private List<FoundFile> reconcile(Path directory) {
    Listing listing = Listing.of(root, directory, rules);
    String name = IgnoreRules.slashed(root, directory);
    Set<String> listed = new HashSet<>();
    listing.files().forEach(file -> listed.add(file.path()));
    below(known, name).keySet().retainAll(listed);
    listingProblems.remove(name.isEmpty() ? "." : name);
    below(listingProblems, name).clear();
    listingProblems.putAll(listing.problems());
    return listing.files().stream().filter(this::looksDifferent).toList();
  }

  private boolean looksDifferent(FoundFile file) {
    Known last = known.get(file.path());
    return last == null || !last.stamp().equals(file.stamp());
  }

  private void forget(String path) {
    known.remove(path);
    listingProblems.remove(path);
    below(known, path).clear();
    below(listingProblems, path).clear();
  }

  private static <T> SortedMap<String, T> below(SortedMap<String, T> map, String directory) {
    // '0' is the character after '/'.
    return directory.isEmpty() ? map : map.subMap(directory + "/", directory + "0");
  }

  private void readAll(List<FoundFile> files) {
    var stream = files.size() < PARALLEL_FROM ? files.stream() : files.parallelStream();
    List<FileContent> contents = stream.map(file -> reader.read(file, last(known, file))).toList();
    for (int i = 0; i < files.size(); i++) {
      FoundFile file = files.get(i);
      if (contents.get(i) instanceof FileContent.Gone) {
        forget(file.path());
      } else {
        known.put(file.path(), new Known(file.stamp(), contents.get(i)));
      }
    }
  }

  private static @Nullable FileContent last(Map<String, Known> known, FoundFile file) {
    Known last = known.get(file.path());
    return last == null ? null : last.content();
  }
}
