package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IgnoreRulesTest {
  @TempDir private Path root;
  private IgnoreRules rules;

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(
        root.resolve(".gitignore"), "drafts/\n*.tmp.md\n/only-here.md\n!keep.tmp.md\n");
    Files.createDirectories(root.resolve("deep"));
    Files.writeString(root.resolve("deep/.gitignore"), "local.md\n!again.tmp.md\n");
    rules = new IgnoreRules(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".starling/graph.md",
        ".git/notes.md",
        ".hidden.md",
        "a/.obsidian/x.md",
        "node_modules/pkg/README.md",
        "a/target/x.md",
        "logseq/bak/pages/x.md",
        "drafts/x.md",
        "a/drafts/deep/x.md",
        "x.tmp.md",
        "only-here.md",
        "deep/local.md",
        "deep/er/local.md",
      })
  void ignores(String path) {
    assertThat(rules.ignores(root.resolve(path), false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x.md",
        "target.md",
        "node_modules.md",
        "drafts.md",
        "keep.tmp.md",
        "a/only-here.md",
        "local.md",
        "deep/again.tmp.md",
        "logseq/pages/x.md",
        "bak/x.md",
      })
  void keeps(String path) {
    assertThat(rules.ignores(root.resolve(path), false)).isFalse();
  }

  @Test
  void keepsTheFolderItselfWhateverItIsCalled() {
    assertThat(new IgnoreRules(Path.of("/home/target")).ignores(Path.of("/home/target"), true))
        .isFalse();
  }

  @Test
  void takesNewRulesWhenReloaded() throws IOException {
    assertThat(rules.ignores(root.resolve("x.md"), false)).isFalse();
    Files.writeString(root.resolve(".gitignore"), "x.md\n");

    rules.reload();

    assertThat(rules.ignores(root.resolve("x.md"), false)).isTrue();
  }
}
