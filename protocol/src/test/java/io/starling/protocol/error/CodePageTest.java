package io.starling.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.schema.BroadcastCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tables of codes in {@code docs/protocol.md} are made of the code, but for the last column of
 * those that end with "when", which is words. With {@code -Ddocs.write} they are written instead of
 * compared: {@code mvn test -pl protocol -Dtest=CodePageTest -Ddocs.write}.
 */
final class CodePageTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol.md");
  private static final boolean WRITE = System.getProperty("docs.write") != null;

  @Test
  void saysAllErrorCodes() throws IOException {
    assertTable(
        "| code | category | retryable | in `broadcast` | when |",
        Arrays.stream(ErrorCode.values())
            .map(
                code ->
                    "| %s | %s | %s | %s |"
                        .formatted(
                            code,
                            code.category().wireName(),
                            yesOrNo(code.retryable()),
                            BroadcastCodes.of(code)))
            .toList());
  }

  @Test
  void saysAllCloseCodes() throws IOException {
    assertTable(
        "| code | reason | back | when |",
        Arrays.stream(CloseCode.values())
            .map(
                code ->
                    "| %d | %s | %s |"
                        .formatted(code.number(), code.reason(), yesOrNo(code.comeBack())))
            .toList());
  }

  @Test
  void saysAllWarnings() throws IOException {
    assertTable(
        "| warning | message |",
        Arrays.stream(WarningCode.values())
            .map(code -> "| %s | %s |".formatted(code.wireName(), code.message()))
            .toList());
  }

  @Test
  void saysHowEachDialectRendersAnError() throws IOException {
    assertTable(
        "| dialect | an error in it |",
        Arrays.stream(Dialect.values())
            .map(dialect -> "| %s | `%s` |".formatted(dialect.wireName(), rendered(dialect)))
            .toList());
  }

  private static String rendered(Dialect dialect) {
    ByteBuf out = Unpooled.buffer();
    Failure failure =
        Failure.of(ErrorCode.SUBSCRIPTION_LIMIT, 1_640_000_000_000L).withId(RequestId.of("2"));
    dialect.encode(new ServerMessage.Failed(failure), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertTable(String header, List<String> made) throws IOException {
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int start = page.indexOf(header) + 2;
    assertThat(start).as("the table %s", header).isGreaterThan(1);
    int end = start;
    while (end < page.size() && page.get(end).startsWith("|")) {
      end++;
    }
    List<String> rows = page.subList(start, end);
    List<String> expected =
        header.endsWith("| when |")
            ? made.stream().map(row -> row + when(row, rows)).toList()
            : made;
    if (WRITE && !rows.equals(expected)) {
      rows.clear();
      rows.addAll(expected);
      Files.write(PAGE, page);
    }
    assertThat(rows).isEqualTo(expected);
  }

  /** Takes the words over from the row of the same code, and reason where codes are numbers. */
  private static String when(String made, List<String> rows) {
    return rows.stream()
        .filter(row -> key(row).equals(key(made)))
        .map(row -> row.substring(row.lastIndexOf('|', row.length() - 2) + 1))
        .findFirst()
        .orElse(" |");
  }

  private static String key(String row) {
    String[] cells = row.split("\\|", 4);
    return cells[1].strip().matches("\\d+") ? cells[1] + cells[2] : cells[1];
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
