package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.starling.graph.folder.Burst.Changes;
import io.starling.graph.model.Edge;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import io.starling.graph.model.NodeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderGraphTest {
  private static final Changes EVERYTHING = new Changes(true, Set.of());

  @TempDir private Path root;
  private final List<GraphChange> changes = new ArrayList<>();

  @BeforeEach
  void writeAnOcean() throws IOException {
    write("index.md", "# Ocean\n[[Reef]] [[Kelp]] #sea");
    write("notes/Reef.md", "---\ntitle: The Reef\n---\n[kelp](kelp.md) [[Lagoon]]");
    write("notes/kelp.md", "text");
    write("sea.ttl", "@prefix : <https://example.org/> . :reef a :Place .");
    write("picture.png", "not read");
  }

  @Test
  void readsPagesTagsMissingPagesAndOntologies() throws Exception {
    FolderGraph folder = open();

    assertThat(names(folder.graph()))
        .containsExactlyInAnyOrder(
            "index.md",
            "notes/Reef.md",
            "notes/kelp.md",
            "tag:sea",
            "missing:Lagoon",
            "https://example.org/reef",
            "https://example.org/Place");
    assertThat(folder.diagnostics()).isEmpty();
    Node reef = folder.graph().node("notes/Reef.md").orElseThrow();
    assertThat(reef.label()).isEqualTo("The Reef");
    assertThat(reef.metadata().modifiedMillis())
        .isEqualTo(Files.getLastModifiedTime(root.resolve("notes/Reef.md")).toMillis());
  }

  @Test
  void givesTheSameFolderTheSameIds() throws Exception {
    PageGenerator.write(root, 300, 7);

    Graph first = open().graph();
    Graph second = open().graph();

    assertThat(second.nodes()).isEqualTo(first.nodes());
    assertThat(second.edges()).isEqualTo(first.edges());
  }

  @Test
  void tellsOnlyWhatChanged() throws Exception {
    FolderGraph folder = listenedTo();
    int kelp = id(folder, "notes/kelp.md");

    change(folder, "notes/kelp.md", "text [[index]]");

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().nodes())
        .extracting(Node::metadataId)
        .containsExactlyInAnyOrder("notes/kelp.md", "index.md");
    assertThat(changes.getFirst().edges()).extracting(Edge::source).containsExactly(kelp);
    assertThat(changes.getFirst().removedNodes()).isEmpty();
    assertThat(id(folder, "notes/kelp.md")).isEqualTo(kelp);
    assertThat(folder.graph()).isSameAs(changes.getFirst().after());
  }

  @Test
  void tellsNothingWhenNothingChanged() throws Exception {
    FolderGraph folder = listenedTo();

    folder.refresh(EVERYTHING);
    folder.refresh(
        new Changes(false, Set.of(root.resolve("picture.png"), root.resolve("notes"), root)));

    assertThat(changes).isEmpty();
  }

  @Test
  void readsAFileAgainThatLooksTheSameWhenItIsNamed() throws Exception {
    FolderGraph folder = listenedTo();
    FileTime time = Files.getLastModifiedTime(root.resolve("notes/kelp.md"));
    write("notes/kelp.md", "tex2");
    Files.setLastModifiedTime(root.resolve("notes/kelp.md"), time);

    folder.refresh(EVERYTHING);
    assertThat(changes).isEmpty();
    change(folder, "notes/kelp.md", "#new");

    assertThat(folder.graph().node("tag:new")).isPresent();
  }

  @Test
  void dropsWhatOnlyADeletedPageNamed() throws Exception {
    FolderGraph folder = listenedTo();
    int reef = id(folder, "notes/Reef.md");
    Files.delete(root.resolve("notes/Reef.md"));

    folder.refresh(named("notes/Reef.md"));

    assertThat(names(folder.graph()))
        .contains("missing:Reef")
        .doesNotContain("notes/Reef.md", "missing:Lagoon");
    assertThat(changes.getFirst().removedNodes()).contains(reef);
  }

  @Test
  void followsARenamedDirectory() throws Exception {
    FolderGraph folder = listenedTo();
    Files.move(root.resolve("notes"), root.resolve("pages"));

    folder.refresh(named("notes", "pages"));

    assertThat(names(folder.graph()))
        .contains("pages/Reef.md", "pages/kelp.md")
        .doesNotContain("notes/Reef.md", "notes/kelp.md");
    assertThat(edges(folder.graph()))
        .contains("index.md -> pages/Reef.md", "pages/Reef.md -> pages/kelp.md");
  }

  @Test
  void takesADirectoryThatBecomesAFileAndAFileThatBecomesADirectory() throws Exception {
    FolderGraph folder = open();
    Files.move(root.resolve("notes"), root.resolve("old"));
    write("notes", "not a page");
    Files.delete(root.resolve("index.md"));
    write("index.md/inner.md", "a page in a directory that is called like a page");

    folder.refresh(named("notes", "old", "index.md"));

    assertThat(names(folder.graph()))
        .contains("old/Reef.md", "index.md/inner.md")
        .doesNotContain("index.md", "notes/Reef.md");
  }

  @Test
  void leavesOutWhatIsIgnored() throws Exception {
    write(".gitignore", "private/\n");
    write("private/secret.md", "");
    write(".starling/secret.md", "");
    write("node_modules/x/secret.md", "");

    FolderGraph folder = open();
    folder.refresh(named("private/secret.md", "node_modules", ".starling/secret.md"));

    assertThat(names(folder.graph())).noneMatch(name -> name.endsWith("secret.md"));
  }

  @Test
  void tellsEveryListenerInSpiteOfOneThatThrows() throws Exception {
    FolderGraph folder = open();
    folder.onChange(
        _ -> {
          throw new IllegalArgumentException("thrown by the test");
        });
    folder.onChange(changes::add);

    change(folder, "new.md", "text");

    assertThat(changes).hasSize(1);
  }

  @Test
  void tellsNothingToAListenerThatIsTakenOff() throws Exception {
    FolderGraph folder = open();
    Registration registration = folder.onChange(changes::add);

    registration.close();
    registration.close();
    change(folder, "new.md", "text");

    assertThat(changes).isEmpty();
  }

  @Test
  void isWatchedOnce() throws Exception {
    try (FolderGraph folder = open()) {
      folder.watch();

      assertThatIllegalStateException().isThrownBy(folder::watch);
    }
  }

  @Test
  void followsRandomChangesAsIfOpenedAnew() throws Exception {
    FolderGraph folder = listenedTo();
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 60; round++) {
      Set<Path> touched = new HashSet<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        touched.add(mutate(random));
      }

      folder.refresh(new Changes(false, touched));

      Graph anew = open().graph();
      assertThat(shape(folder.graph())).isEqualTo(shape(anew));
    }
    assertThat(changes).isNotEmpty();
  }

  private Path mutate(SplittableRandom random) throws IOException {
    String directory = "d" + random.nextInt(3);
    Path file = root.resolve(directory).resolve("p" + random.nextInt(5) + ".md");
    switch (random.nextInt(5)) {
      case 0 -> {
        Files.deleteIfExists(file);
        return file;
      }
      case 1 -> {
        Path away = root.resolve("moved" + random.nextInt(1_000_000));
        if (Files.exists(root.resolve(directory))) {
          Files.move(root.resolve(directory), away);
        }
        return Files.exists(away) && random.nextBoolean()
            ? moveBack(away, root.resolve(directory))
            : root;
      }
      default ->
          write(
              root.relativize(file).toString(),
              "[[p%d]] [x](../d1/p2.md) #t%d".formatted(random.nextInt(8), random.nextInt(3)));
    }
    return file;
  }

  private static Path moveBack(Path from, Path to) throws IOException {
    return Files.move(from, to);
  }

  private static List<String> shape(Graph graph) {
    List<String> shape = new ArrayList<>(edges(graph));
    graph
        .nodes()
        .forEach(
            node ->
                shape.add(
                    node.metadataId()
                        + " "
                        + node.label()
                        + " "
                        + node.quality()
                        + " "
                        + node.metadata()));
    shape.sort(null);
    return shape;
  }

  private static List<String> edges(Graph graph) {
    return graph.edges().stream()
        .map(edge -> name(graph, edge.source()) + " -> " + name(graph, edge.target()))
        .toList();
  }

  private static String name(Graph graph, int id) {
    return graph.node(id).orElseThrow().metadataId();
  }

  private static List<String> names(Graph graph) {
    assertThat(graph.nodes()).allMatch(node -> node.metadata().kind() != NodeKind.AGENT);
    return graph.nodes().stream().map(Node::metadataId).toList();
  }

  private static int id(FolderGraph folder, String name) {
    return folder.graph().node(name).orElseThrow().id();
  }

  private FolderGraph open() throws FolderException {
    return FolderGraph.open(root, FolderOptions.DEFAULT);
  }

  private FolderGraph listenedTo() throws FolderException {
    FolderGraph folder = open();
    folder.onChange(changes::add);
    return folder;
  }

  private void change(FolderGraph folder, String path, String text) throws IOException {
    write(path, text);
    folder.refresh(named(path));
  }

  private Changes named(String... paths) {
    Set<Path> named = new HashSet<>();
    for (String path : paths) {
      named.add(root.resolve(path));
    }
    return new Changes(false, named);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
