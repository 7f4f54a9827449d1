package io.starling.graph.folder;

import io.starling.graph.assembly.GraphAssembler;
import io.starling.graph.assembly.GraphAssembler.Assembly;
import io.starling.graph.folder.Burst.Changes;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph of a folder. Opening reads the folder once; {@link #watch} keeps the graph with it.
 * Thread-safe.
 */
public final class FolderGraph implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderGraph.class);
  private static final String FOLDER = ".";

  private final Path root;
  private final FolderOptions options;
  private final IgnoreRules rules;
  private final FolderFiles files;
  private final GraphAssembler assembler = new GraphAssembler();
  private final List<Listener<GraphChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Listener<List<FileChange>>> fileListeners = new CopyOnWriteArrayList<>();
  private final FileCatalogue catalogue;
  private volatile Graph graph = Graph.empty();
  private volatile List<FileProblem> diagnostics = List.of();
  private volatile @Nullable String watchFailure;
  private @Nullable FolderWatch watch;

  /** An entry of the list, told apart by identity: one consumer registered twice is two. */
  private static final class Listener<T> {
    private final Consumer<T> consumer;

    private Listener(Consumer<T> consumer) {
      this.consumer = consumer;
    }

    private void tell(T change) {
      try {
        consumer.accept(change);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("listener failed");
      }
    }
  }

  private FolderGraph(Path root, FolderOptions options) {
    this.root = root;
    this.options = options;
    this.rules = new IgnoreRules(root);
    this.files = new FolderFiles(root, rules, new ContentReader(options));
    this.catalogue = new FileCatalogue(root, rules);
  }

  /**
   * Reads a folder.
   *
   * @throws FolderException when there is no such folder, or it cannot be listed
   */
  public static FolderGraph open(Path folder, FolderOptions options) throws FolderException {
    FolderGraph opened = new FolderGraph(checked(folder), options);
    opened.readAll();
    LOG.atInfo()
        .addKeyValue("folder", opened.root)
        .addKeyValue("nodes", opened.graph.nodes().size())
        .addKeyValue("edges", opened.graph.edges().size())
        .log("folder read");
    return opened;
  }

  /** Gives the graph as it is now. */
  public Graph graph() {
    return graph;
  }

  /** Gives what is wrong with files of the folder as they are now, in order of their paths. */
  public List<FileProblem> diagnostics() {
    return diagnostics;
  }

  /**
   * Tells a listener of every change from now on, in their order, on the thread of the folder. What
   * it throws is logged and goes no further.
   */
  public Registration onChange(Consumer<GraphChange> listener) {
    Listener<GraphChange> entry = new Listener<>(listener);
    listeners.add(entry);
    return () -> listeners.remove(entry);
  }

  /**
   * Tells a listener what becomes of files of any kind once the folder is watched, burst by burst,
   * on the thread of the folder and before the change of the graph that it means. What it throws is
   * logged and goes no further.
   */
  public Registration onFiles(Consumer<List<FileChange>> listener) {
    Listener<List<FileChange>> entry = new Listener<>(listener);
    fileListeners.add(entry);
    return () -> fileListeners.remove(entry);
  }

  /** Says why changes are not noticed any more; empty where they are. */
  public Optional<String> watchFailure() {
    return Optional.ofNullable(watchFailure);
  }

  /**
   * Begins to watch the folder. Changes made since it was opened are told before this returns.
   *
   * @throws IllegalStateException when it is watched already
   */
  public synchronized void watch() {
    if (watch != null) {
      throw new IllegalStateException("the folder is watched already");
    }
    watch = new FolderWatch(root, rules, options, this::refresh, this::noteWatchFailure);
    watch.start();
    beginCatalogue();
    readAll();
  }

  /** Stops watching; the graph stays as it is. */
  @Override
  public void close() {
    FolderWatch closing;
    synchronized (this) {
      closing = watch;
    }
    if (closing != null) {
      closing.close();
    }
  }

  /** Looks at what changed and tells the difference; a test calls it in place of the watch. */
  synchronized void refresh(Changes changes) {
    if (watch != null) {
      List<FileChange> told = catalogue.refresh(changes);
      if (!told.isEmpty()) {
        fileListeners.forEach(listener -> listener.tell(told));
      }
    }
    if (changes.everything()) {
      files.refreshAll();
    } else {
      files.refresh(changes.paths());
    }
    update();
  }

  /** What is there when the watch begins is no news. */
  private void beginCatalogue() {
    catalogue.refresh(new Changes(true, Set.of()));
  }

  private synchronized void readAll() {
    files.refreshAll();
    update();
  }

  private void update() {
    Assembly assembly = assembler.assemble(files.content());
    note(problems(assembly));
    GraphChange change = GraphChange.between(graph, assembly.graph());
    if (!change.isEmpty()) {
      graph = change.after();
      listeners.forEach(listener -> listener.tell(change));
    }
  }

  private List<FileProblem> problems(Assembly assembly) {
    List<FileProblem> problems = new ArrayList<>(files.problems());
    assembly
        .outside()
        .forEach(
            (page, link) ->
                problems.add(
                    new FileProblem(
                        page,
                        "The link to " + link + " leads out of the folder and is not followed.")));
    if (watchFailure != null) {
      problems.add(new FileProblem(FOLDER, watchFailure));
    }
    if (!Files.isDirectory(root)) {
      problems.add(new FileProblem(FOLDER, "The folder is gone."));
    } else if (assembly.graph().nodes().isEmpty() && problems.isEmpty()) {
      problems.add(new FileProblem(FOLDER, "The folder holds no Markdown or RDF file yet."));
    }
    problems.sort(Comparator.comparing(FileProblem::path).thenComparing(FileProblem::message));
    return List.copyOf(problems);
  }

  /** Logs a problem when it is new and when it is gone, not each time it is met. */
  private void note(List<FileProblem> problems) {
    Set<FileProblem> before = new HashSet<>(diagnostics);
    Set<FileProblem> after = new HashSet<>(problems);
    for (FileProblem problem : problems) {
      if (!before.contains(problem)) {
        LOG.atWarn()
            .addKeyValue("path", problem.path())
            .addKeyValue("problem", problem.message())
            .log("file has a problem");
      }
    }
    for (FileProblem problem : diagnostics) {
      if (!after.contains(problem)) {
        LOG.atInfo()
            .addKeyValue("path", problem.path())
            .addKeyValue("problem", problem.message())
            .log("problem is gone");
      }
    }
    diagnostics = problems;
  }

  private void noteWatchFailure(IOException failure) {
    watchFailure = "Changes in the folder are not noticed any more: " + Sentences.reason(failure);
    LOG.atWarn().setCause(failure).log("folder is not watched");
  }

  private static Path checked(Path folder) throws FolderException {
    try {
      if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
        throw new FolderException(folder + " is a file, not a folder.");
      }
      // A folder that may not be listed fails here, with its reason.
      try (DirectoryStream<Path> _ = Files.newDirectoryStream(folder)) {
        return folder.toRealPath();
      }
    } catch (NoSuchFileException e) {
      throw new FolderException("There is no folder at " + folder + ".", e);
    } catch (IOException e) {
      throw new FolderException(
          "The folder " + folder + " cannot be read: " + Sentences.reason(e), e);
    }
  }
}
