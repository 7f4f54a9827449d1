package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.folder.Burst.Changes;
import io.starling.graph.folder.FileChange.Added;
import io.starling.graph.folder.FileChange.Changed;
import io.starling.graph.folder.FileChange.Deleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCatalogueTest {
  private static final Changes EVERYTHING = new Changes(true, Set.of());

  @TempDir private Path root;
  private FileCatalogue catalogue;

  @BeforeEach
  void begin() throws IOException {
    write("a.md", "a");
    write("code/main.ts", "main");
    write("code/deep/more.ts", "more");
    catalogue = new FileCatalogue(root, new IgnoreRules(root));
    catalogue.refresh(EVERYTHING);
  }

  @Test
  void tellsOfFilesOfEveryKindInTheOrderOfTheBurst() throws IOException {
    write("z.png", "picture");
    write("a.md", "longer");
    write("b", "text");

    assertThat(refresh("z.png", "a.md", "b"))
        .containsExactly(new Added("z.png", null), new Changed("a.md"), new Added("b", null));
  }

  @Test
  void tellsNothingOfAFileThatIsAsBefore() {
    assertThat(refresh("a.md", "code", "code/main.ts")).isEmpty();
    assertThat(catalogue.refresh(EVERYTHING)).isEmpty();
  }

  @Test
  void tellsOfARenamedFileOnce() throws IOException {
    move("code/main.ts", "code/index.ts");

    assertThat(refresh("code/main.ts", "code/index.ts"))
        .containsExactly(new Added("code/index.ts", "code/main.ts"));
    assertThat(catalogue.refresh(EVERYTHING)).isEmpty();
  }

  @Test
  void tellsOfAFileThatTookAnothersPlace() throws IOException {
    write("fresh.tmp", "saved by an editor");
    move("fresh.tmp", "a.md");

    assertThat(refresh("fresh.tmp", "a.md")).containsExactly(new Changed("a.md"));
  }

  @Test
  void tellsOfEveryFileOfARenamedDirectory() throws IOException {
    move("code", "src");

    assertThat(refresh("code", "src"))
        .containsExactlyInAnyOrder(
            new Added("src/main.ts", "code/main.ts"),
            new Added("src/deep/more.ts", "code/deep/more.ts"));
  }

  @Test
  void tellsOfEveryFileOfADeletedDirectory() throws IOException {
    Files.delete(root.resolve("code/deep/more.ts"));
    Files.delete(root.resolve("code/deep"));
    Files.delete(root.resolve("code/main.ts"));
    Files.delete(root.resolve("code"));

    assertThat(refresh("code"))
        .containsExactlyInAnyOrder(new Deleted("code/main.ts"), new Deleted("code/deep/more.ts"));
  }

  @Test
  void tellsOfAFileThatBecameADirectory() throws IOException {
    Files.delete(root.resolve("a.md"));
    write("a.md/inner", "text");

    assertThat(refresh("a.md")).containsExactly(new Deleted("a.md"), new Added("a.md/inner", null));
  }

  @Test
  void tellsNothingOfWhatIsIgnoredOrALink() throws IOException {
    write(".hidden", "x");
    write("node_modules/x/index.js", "x");
    write("target/a.class", "x");
    Files.createSymbolicLink(root.resolve("link.md"), root.resolve("a.md"));

    assertThat(refresh(".hidden", "node_modules", "target/a.class", "link.md")).isEmpty();
    assertThat(catalogue.refresh(EVERYTHING)).isEmpty();
  }

  @Test
  void losesNoneOfTenThousandFiles() throws IOException {
    List<String> names = IntStream.range(0, 10_000).mapToObj("many/%05d.txt"::formatted).toList();
    for (String name : names) {
      write(name, name);
    }

    assertThat(catalogue.refresh(EVERYTHING))
        .containsExactlyInAnyOrderElementsOf(names.stream().map(n -> new Added(n, null)).toList());
  }

  private List<FileChange> refresh(String... names) {
    return catalogue.refresh(
        new Changes(
            false,
            Arrays.stream(names)
                .map(root::resolve)
                .collect(Collectors.toCollection(LinkedHashSet::new))));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void move(String from, String to) throws IOException {
    Files.move(
        root.resolve(from), root.resolve(to), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
