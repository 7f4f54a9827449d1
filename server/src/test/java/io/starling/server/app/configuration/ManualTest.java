package io.starling.server.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is held against the code. */
class ManualTest {

  /** A row: key, default, meaning. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z_.\\[\\]]+)` \\| (?:`([^`]*)`|–) \\| \\S.* \\|$", Pattern.MULTILINE);

  private record Row(String key, String usual) {}

  @Test
  void hasARowForEveryKeyWithItsDefault() throws IOException {
    String manual = Files.readString(Path.of("../docs/configuration.md"));

    List<Row> rows = ROW.matcher(manual).results().map(ManualTest::row).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Keys.ALL.stream().map(key -> new Row(key.name(), key.usual())).toList());
  }

  private static Row row(MatchResult match) {
    String usual = match.group(2);
    return new Row(match.group(1), usual == null ? "" : usual);
  }
}
