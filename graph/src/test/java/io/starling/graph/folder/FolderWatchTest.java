package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the watch of the operating system. Generous time-outs: they are for a machine that hangs,
 * not for speed.
 */
final class FolderWatchTest {
  private static final Duration HANGS = Duration.ofSeconds(60);

  @TempDir private Path parent;
  private Path root;
  private FolderGraph folder;
  private final List<GraphChange> changes = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() throws Exception {
    root = Files.createDirectory(parent.resolve("folder"));
    write("a.md", "[[b]]");
    write("deep/er/b.md", "text");
    folder = FolderGraph.open(root, FolderOptions.DEFAULT);
    folder.onChange(changes::add);
    folder.watch();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void noticesASavedFile() throws Exception {
    write("deep/er/b.md", "text [[c]]");

    awaitNode("missing:c");
    assertThat(folder.graph().node("deep/er/b.md").orElseThrow().metadata().words()).isEqualTo(2);
  }

  @Test
  void noticesWhatChangedBetweenOpeningAndWatching() throws Exception {
    try (FolderGraph late = FolderGraph.open(root, FolderOptions.DEFAULT)) {
      write("meanwhile.md", "text");

      late.watch();

      assertThat(late.graph().node("meanwhile.md")).isPresent();
    }
  }

  @Test
  void noticesAnAtomicSave() throws Exception {
    for (int version = 1; version <= 5; version++) {
      Path temporary = root.resolve("deep/er/b.md~");
      Files.writeString(temporary, "[[version " + version + "]]");
      Files.move(temporary, root.resolve("deep/er/b.md"), StandardCopyOption.ATOMIC_MOVE);
    }

    awaitNode("missing:version 5");
    assertThat(names()).containsExactlyInAnyOrder("a.md", "deep/er/b.md", "missing:version 5");
  }

  @Test
  void noticesADeletedAndARenamedFile() throws Exception {
    Files.delete(root.resolve("a.md"));
    Files.move(root.resolve("deep/er/b.md"), root.resolve("deep/c.md"));

    await().atMost(HANGS).untilAsserted(() -> assertThat(names()).containsExactly("deep/c.md"));
  }

  @Test
  void noticesADirectoryMovedInAndWhatIsSavedInItLater() throws Exception {
    Path outside = parent.resolve("outside");
    Files.createDirectories(outside.resolve("x/y"));
    Files.writeString(outside.resolve("x/y/inner.md"), "text");
    Files.move(outside, root.resolve("inside"));
    awaitNode("inside/x/y/inner.md");

    write("inside/x/y/inner.md", "[[later]]");

    awaitNode("missing:later");
  }

  @Test
  void noticesADirectoryMovedOutAndOneDeleted() throws Exception {
    write("gone/one.md", "text");
    awaitNode("gone/one.md");
    Files.move(root.resolve("deep"), parent.resolve("away"));
    Files.delete(root.resolve("gone/one.md"));
    Files.delete(root.resolve("gone"));

    await()
        .atMost(HANGS)
        .untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder("a.md", "missing:b"));
  }

  @Test
  void noticesARenamedDirectoryAndWhatIsSavedInItLater() throws Exception {
    Files.move(root.resolve("deep"), root.resolve("shallow"));
    awaitNode("shallow/er/b.md");

    write("shallow/er/b.md", "[[later]]");

    awaitNode("missing:later");
    assertThat(names()).doesNotContain("deep/er/b.md");
  }

  @Test
  void losesNothingOfTwoThousandFilesMadeAtOnce() throws Exception {
    PageGenerator.write(root, 2_000, 3);
    await()
        .atMost(HANGS)
        .untilAsserted(
            () ->
                assertThat(names().stream().filter(name -> name.startsWith("part-")))
                    .hasSize(2_000));

    // Every directory is watched, also those made while events were lost.
    for (int page = 0; page < 2_000; page += 100) {
      write(PageGenerator.path(page), "[[late %d]]".formatted(page));
    }

    await()
        .atMost(HANGS)
        .untilAsserted(
            () ->
                assertThat(names().stream().filter(name -> name.startsWith("missing:late")))
                    .hasSize(20));
  }

  @Test
  void ignoresWhatIsIgnoredUntilTheRulesChange() throws Exception {
    write(".gitignore", "drafts/\n");
    write("drafts/x.md", "text");
    write(".git/x.md", "text");
    write("node_modules/x.md", "text");
    write("seen.md", "text");
    awaitNode("seen.md");
    await()
        .atMost(HANGS)
        .untilAsserted(() -> assertThat(names()).noneMatch(name -> name.endsWith("x.md")));

    write(".gitignore", "\n");

    awaitNode("drafts/x.md");
    write("drafts/x.md", "[[noticed]]");
    awaitNode("missing:noticed");
    assertThat(names()).doesNotContain(".git/x.md", "node_modules/x.md");
  }

  @Test
  void tellsChangesThatFollowOneUponTheOther() throws Exception {
    Graph start = folder.graph();
    for (int i = 0; i < 20; i++) {
      write("p" + i + ".md", "[[p" + (i + 1) + "]]");
      int page = i;
      await().atMost(HANGS).until(() -> folder.graph().node("p" + page + ".md").isPresent());
    }

    Graph before = start;
    for (GraphChange change : changes) {
      assertThat(change.before()).isSameAs(before);
      assertThat(change.isEmpty()).isFalse();
      before = change.after();
    }
    assertThat(folder.graph()).isSameAs(before);
  }

  @Test
  void tellsNothingOnceClosed() throws Exception {
    folder.close();
    try (FolderGraph other = FolderGraph.open(root, FolderOptions.DEFAULT)) {
      other.watch();

      write("late.md", "text");

      await().atMost(HANGS).until(() -> other.graph().node("late.md").isPresent());
      assertThat(changes).isEmpty();
      assertThat(folder.graph().node("late.md")).isEmpty();
    }
  }

  @Test
  void mayBeClosedByAListener() throws Exception {
    folder.onChange(_ -> folder.close());

    write("c.md", "text");

    awaitNode("c.md");
    folder.close();
  }

  private void awaitNode(String name) {
    await().atMost(HANGS).until(() -> folder.graph().node(name).isPresent());
  }

  private List<String> names() {
    return folder.graph().nodes().stream().map(Node::metadataId).toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
