package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.starling.graph.folder.Burst.Changes;
import io.starling.graph.model.Node;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with folders and files: each a clear sentence, and the rest of the folder is there.
 */
final class BadInputTest {
  private static final Changes EVERYTHING = new Changes(true, Set.of());

  @TempDir private Path parent;
  private Path root;

  @BeforeEach
  void writeAGoodPage() throws IOException {
    root = Files.createDirectory(parent.resolve("folder"));
    write("good.md", "[[bad]]");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path gone = parent.resolve("gone");

    assertThatThrownBy(() -> FolderGraph.open(gone, FolderOptions.DEFAULT))
        .isInstanceOf(FolderException.class)
        .hasMessage("There is no folder at " + gone + ".");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() {
    Path file = root.resolve("good.md");

    assertThatThrownBy(() -> FolderGraph.open(file, FolderOptions.DEFAULT))
        .isInstanceOf(FolderException.class)
        .hasMessage(file + " is a file, not a folder.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesAFolderThatMayNotBeListed() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("---------"));
    try {
      if (Files.isReadable(root)) {
        // The superuser may list everything, so for him it is a folder like any other.
        assertThat(open().graph().node("good.md")).isPresent();
      } else {
        assertThatThrownBy(this::open)
            .isInstanceOf(FolderException.class)
            .hasMessage("The folder " + root + " cannot be read: permission denied.");
      }
    } finally {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void opensAnEmptyFolderAndSaysThatItIs() throws Exception {
    Files.delete(root.resolve("good.md"));

    FolderGraph folder = open();

    assertThat(folder.graph().nodes()).isEmpty();
    assertThat(folder.diagnostics())
        .containsExactly(new FileProblem(".", "The folder holds no Markdown or RDF file yet."));
    write("first.md", "text");
    folder.refresh(EVERYTHING);
    assertThat(folder.diagnostics()).isEmpty();
  }

  @Test
  void listsAHugePageWithoutReadingIt() throws Exception {
    try (RandomAccessFile huge = new RandomAccessFile(root.resolve("bad.md").toFile(), "rw")) {
      huge.setLength(100L << 20);
    }

    assertProblem(
        "bad.md",
        "The file has 100 MiB, more than the 4 MiB that are read of a page; it is not read.");
  }

  @Test
  void listsAHugeOntologyWithoutReadingIt() throws Exception {
    try (RandomAccessFile huge = new RandomAccessFile(root.resolve("huge.ttl").toFile(), "rw")) {
      huge.setLength(100L << 20);
    }

    assertThat(open().diagnostics())
        .containsExactly(
            new FileProblem(
                "huge.ttl",
                "The file has 100 MiB, more than the 64 MiB that are read of an RDF file; it is not read."));
  }

  @Test
  void listsABinaryFileThatIsCalledAPage() throws Exception {
    Files.write(
        root.resolve("bad.md"),
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13});

    assertProblem("bad.md", "The file is not text, in spite of its name.");
  }

  @Test
  void readsTheLinksOfAPageWithBrokenFrontMatter() throws Exception {
    write("bad.md", "---\ntitle: [unclosed\n---\n[[good]]");

    FolderGraph folder = open();

    assertThat(folder.diagnostics()).hasSize(1);
    assertThat(error(folder, "bad.md")).startsWith("The front matter is not YAML, line 3: ");
    assertThat(folder.graph().edges()).hasSize(2);
  }

  @Test
  void readsLatin1AndSaysSo() throws Exception {
    Files.write(root.resolve("bad.md"), "Küste [[à côté]]".getBytes(StandardCharsets.ISO_8859_1));

    assertProblem("bad.md", "The file is not UTF-8; it is read as Latin-1. Save it as UTF-8.");
    assertThat(open().graph().node("missing:à côté")).isPresent();
  }

  @Test
  void doesNotFollowSymbolicLinks() throws Exception {
    Path outside = Files.createDirectory(parent.resolve("outside"));
    Files.writeString(outside.resolve("secret.md"), "secret");
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("a/b/up"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("out"), outside);
    Files.createSymbolicLink(root.resolve("page.md"), outside.resolve("secret.md"));
    Files.createSymbolicLink(root.resolve("twice.md"), root.resolve("good.md"));
    Files.createSymbolicLink(root.resolve("nothing.md"), root.resolve("nowhere.md"));
    Files.createSymbolicLink(root.resolve("ring1"), root.resolve("ring2"));
    Files.createSymbolicLink(root.resolve("ring2"), root.resolve("ring1"));

    FolderGraph folder = open();

    assertThat(folder.graph().nodes())
        .extracting(Node::metadataId)
        .containsExactlyInAnyOrder("good.md", "missing:bad");
    assertThat(folder.diagnostics())
        .contains(
            new FileProblem(
                "a/b/up",
                "The symbolic link leads back to a directory above itself and is not followed."),
            new FileProblem("nothing.md", "The symbolic link points to nothing."),
            new FileProblem("out", "The symbolic link leaves the folder and is not followed."),
            new FileProblem("page.md", "The symbolic link leaves the folder and is not followed."))
        .extracting(FileProblem::path)
        .containsExactly("a/b/up", "nothing.md", "out", "page.md", "ring1", "ring2");
  }

  @Test
  void forgetsTheProblemOfALinkThatIsGone() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("page.md"), parent.resolve("nowhere.md"));
    FolderGraph folder = open();
    assertThat(folder.diagnostics()).hasSize(1);
    Files.delete(link);

    folder.refresh(new Changes(false, Set.of(link)));

    assertThat(folder.diagnostics()).isEmpty();
  }

  @Test
  void saysWhichPageLinksOutOfTheFolder() throws Exception {
    write("bad.md", "[up](../../README.md)");

    assertThat(open().diagnostics())
        .containsExactly(
            new FileProblem(
                "bad.md",
                "The link to ../../README.md leads out of the folder and is not followed."));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsThePageOfAFileThatMayNoLongerBeRead() throws Exception {
    write("bad.md", "[[good]] text");
    FolderGraph folder = open();
    Path file = root.resolve("bad.md");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

    folder.refresh(new Changes(false, Set.of(file)));

    assertThat(folder.graph().edges()).hasSize(2);
    if (Files.isReadable(file)) {
      // The superuser may read everything.
      assertThat(folder.diagnostics()).isEmpty();
    } else {
      assertThat(error(folder, "bad.md")).isEqualTo("The file cannot be read: permission denied.");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void saysWhichDirectoryMayNotBeListed() throws Exception {
    write("closed/inner.md", "text");
    Path directory = root.resolve("closed");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
    try {
      FolderGraph folder = open();

      if (Files.isReadable(directory)) {
        assertThat(folder.diagnostics()).isEmpty();
      } else {
        assertThat(folder.diagnostics())
            .containsExactly(
                new FileProblem("closed", "The directory cannot be listed: permission denied."));
      }
      assertThat(folder.graph().node("good.md")).isPresent();
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void leavesOutAFileThatVanishesBeforeItIsRead() throws Exception {
    write("bad.md", "text");
    Path file = root.resolve("bad.md");
    FoundFile found =
        FoundFile.of("bad.md", file, Files.readAttributes(file, BasicFileAttributes.class));
    Files.delete(file);

    FileContent content = new ContentReader(FolderOptions.DEFAULT).read(found, null);

    assertThat(content).isEqualTo(new FileContent.Gone());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void leavesOutAPipeThatIsCalledAPage() throws Exception {
    Path pipe = root.resolve("bad.md");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    FolderGraph folder = open();
    folder.refresh(new Changes(false, Set.of(pipe)));

    assertThat(folder.graph().node("bad.md")).isEmpty();
  }

  @Test
  void keepsTheLastGoodNodesOfABrokenOntology() throws Exception {
    write("sea.ttl", "@prefix : <https://example.org/> .\n:reef :partOf :sea .\n");
    FolderGraph folder = open();
    write("sea.ttl", "@prefix : <https://example.org/> .\n:reef :partOf ;;; oops\n");
    folder.refresh(new Changes(false, Set.of(root.resolve("sea.ttl"))));

    assertThat(folder.graph().node("https://example.org/sea")).isPresent();
    assertThat(error(folder, "https://example.org/reef")).startsWith("Line 2: ");
    assertThat(folder.diagnostics())
        .hasSize(1)
        .first()
        .extracting(FileProblem::path)
        .isEqualTo("sea.ttl");

    write("sea.ttl", "@prefix : <https://example.org/> .\n:reef :partOf :ocean .\n");
    folder.refresh(new Changes(false, Set.of(root.resolve("sea.ttl"))));

    assertThat(folder.diagnostics()).isEmpty();
    assertThat(folder.graph().node("https://example.org/sea")).isEmpty();
  }

  @Test
  void keepsTheLastGoodTextOfAPageThatTurnsBinary() throws Exception {
    write("bad.md", "[[good]] text");
    FolderGraph folder = open();
    Files.write(root.resolve("bad.md"), new byte[64]);

    folder.refresh(new Changes(false, Set.of(root.resolve("bad.md"))));

    assertThat(error(folder, "bad.md")).isEqualTo("The file is not text, in spite of its name.");
    assertThat(folder.graph().edges()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad.ttl", "bad.nt", "bad.rdf", "bad.owl", "bad.jsonld", "bad.trig"})
  void saysWhenAnOntologyCannotBeRead(String name) throws Exception {
    write(name, "{ <<<< no RDF at all");

    FolderGraph folder = open();

    assertThat(folder.diagnostics())
        .hasSize(1)
        .first()
        .extracting(FileProblem::path)
        .isEqualTo(name);
    assertThat(folder.diagnostics().getFirst().message()).endsWith(".");
    assertThat(folder.graph().node("good.md")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "white space.md",
        "-dash.md",
        "a#b.md",
        "100%.md",
        "q?&=+.md",
        "quote'\".md",
        "back\\slash.md",
        "new\nline.md",
        "tab\t.md",
        "🐠 Fisch.md",
        "ÄÖÜ.MD",
        "[[brackets]].md",
        "a:b|c*.md",
        ".md.md",
        "con.md",
        "...md",
      })
  @DisabledOnOs(OS.WINDOWS)
  void readsFilesOfAnyName(String name) throws Exception {
    write(name, "text");

    FolderGraph folder = open();

    boolean hidden = name.startsWith(".");
    assertThat(folder.graph().node(name).isPresent()).isEqualTo(!hidden);
    assertThat(folder.diagnostics()).isEmpty();
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void readsFilesWhoseNamesAreNotUtf8() throws Exception {
    Process touch =
        new ProcessBuilder("bash", "-c", "printf one > $'\\xff.md'; printf two > $'\\xfe.md'")
            .directory(root.toFile())
            .start();
    assertThat(touch.waitFor()).isZero();

    FolderGraph folder = open();

    assertThat(folder.graph().nodes())
        .extracting(Node::metadataId)
        .anyMatch(name -> name.endsWith("\uFFFD.md"));
    assertThat(folder.diagnostics())
        .extracting(FileProblem::message)
        .containsExactly("Another file's name looks the same; give this one a name in UTF-8.");
  }

  @Test
  void readsTenThousandLinksOfAPage() throws Exception {
    write(
        "bad.md",
        IntStream.range(0, 10_000)
            .mapToObj(i -> "[[page " + i + "]]")
            .collect(Collectors.joining("\n")));

    FolderGraph folder = open();

    assertThat(folder.graph().edges()).hasSize(10_001);
    assertThat(folder.diagnostics()).isEmpty();
  }

  @Test
  void logsAProblemOnceAndWhenItIsGone() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(FolderGraph.class);
    log.start();
    logger.addAppender(log);
    try {
      write("bad.md", "---\nquality: high\n---\n");
      FolderGraph folder = open();
      folder.refresh(EVERYTHING);
      folder.refresh(new Changes(false, Set.of(root.resolve("bad.md"))));
      write("bad.md", "---\nquality: 0.5\n---\n");
      folder.refresh(EVERYTHING);

      assertThat(messages(log, Level.WARN)).containsExactly("file has a problem");
      assertThat(messages(log, Level.INFO)).containsExactly("folder read", "problem is gone");
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void saysWhenTheFolderItselfIsGone() throws Exception {
    FolderGraph folder = open();
    Files.move(root, parent.resolve("elsewhere"));

    folder.refresh(EVERYTHING);

    assertThat(folder.diagnostics()).contains(new FileProblem(".", "The folder is gone."));
  }

  private static List<String> messages(ListAppender<ILoggingEvent> log, Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getMessage)
        .toList();
  }

  private void assertProblem(String path, String message) throws FolderException {
    FolderGraph folder = open();
    assertThat(folder.diagnostics()).containsExactly(new FileProblem(path, message));
    assertThat(error(folder, path)).isEqualTo(message);
    assertThat(folder.graph().edges()).isNotEmpty();
  }

  private static String error(FolderGraph folder, String node) {
    return String.valueOf(folder.graph().node(node).orElseThrow().metadata().error());
  }

  private FolderGraph open() throws FolderException {
    return FolderGraph.open(root, FolderOptions.DEFAULT);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
