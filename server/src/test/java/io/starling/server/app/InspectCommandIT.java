package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandIT {

  /** The golden vector of the protocol's first description. */
  private static final String GOLDEN =
      "10 02 2A 00 64 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 E8 03 00 00 01"
          + " C8 00 00 00 00 00 A0 40 00 00 C0 40 00 00 E0 40 F4 01 00 00 02";

  @TempDir private Path folder;

  private record Outcome(int exit, String out, String error) {
    List<JsonObject> objects() {
      return out.lines().map(JsonObject::new).toList();
    }
  }

  @Test
  void showsEveryFieldWithItsOffset() throws IOException {
    Outcome outcome = run("inspect", file("# captured\n\n" + GOLDEN + "\n"));

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines().toList())
        .hasSize(1 + 3 + 2 * 6 + 1)
        .contains(
            "POSITION_UPDATE, version 2, 46 bytes at 0",
            "    25  c8 00 00 00                                       records[1].id            200");
  }

  @Test
  void readsBytesAsTheyAre() throws IOException {
    byte[] bytes = ByteBufUtil.decodeHexDump(GOLDEN.replace(" ", ""));
    Path file = Files.write(folder.resolve("message.bin"), bytes);

    Outcome outcome = run("inspect", "--json", file.toString());

    JsonObject message = outcome.objects().getFirst().getJsonObject("message");
    assertThat(message.getString("type")).isEqualTo("POSITION_UPDATE");
    assertThat(message.getJsonArray("records").getJsonObject(1).getInteger("id")).isEqualTo(200);
  }

  @Test
  void makesTheSameBytesOfItsOwnJson() throws IOException {
    Outcome inspected = run("inspect", "--json", file(GOLDEN + "\n30 03 01 00 40\n"));
    StringBuilder messages = new StringBuilder();
    inspected
        .objects()
        .forEach(one -> messages.append(one.getJsonObject("message").encode()).append('\n'));

    Outcome composed = run("inspect", "--compose", file(messages.toString()));

    assertThat(composed.out().lines())
        .containsExactly(GOLDEN.replace(" ", "").toLowerCase(Locale.ROOT), "3003010040");
  }

  @ParameterizedTest
  @CsvSource({
    "'10 02 2A 00 64', 'Message 1, byte 4: The length says 42 bytes, 1 are there'",
    "'30 02 01 00 40\n\n10 02', 'Message 3, byte 0: The header is cut off'",
    "'30 02 01 00 4', 'Line 1 has half a byte at its end'",
    "'', 'There is nothing to read'",
    "nonsense, 'This is text, but not hexadecimal'",
  })
  void pointsAtWhatIsBroken(String text, String sentence) throws IOException {
    Outcome outcome = run("inspect", file(text));

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.error()).isEqualTo("starling: " + sentence + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, 'Line 1 is no JSON object'",
    "'{\"type\":\"HEARTBEAT\",\"version\":3}', 'Line 1: serverTime is missing'",
  })
  void namesWhatCannotBePutTogether(String text, String sentence) throws IOException {
    Outcome outcome = run("inspect", "--compose", file(text));

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.error()).isEqualTo("starling: " + sentence + "\n");
  }

  @Test
  void saysThatThereIsNoFile() {
    Outcome outcome = run("inspect", folder.resolve("nowhere").toString());

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.error()).startsWith("starling: There is no file ");
  }

  @Test
  void readsWhatALiveServerSends() throws IOException {
    try (Served server = Served.folder(Pages.ring(folder, 3))) {
      String url = "ws://127.0.0.1:" + server.port() + "/ws/graph?v=3&format=compact";

      Outcome outcome =
          run(
              "inspect",
              "--json",
              "--live",
              url,
              "--send",
              "{\"type\":\"filter_update\"}",
              "--count",
              "1");

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.objects().getFirst().getJsonObject("message").getString("type"))
          .isEqualTo("COMPACT_UPDATE");
    }
  }

  @Test
  void readsFramesOfAHeaderlessStream() throws IOException {
    String record = "0540" + "0000803F".repeat(6) + "0000807F" + "FFFFFFFF";

    Outcome outcome = run("inspect", "--json", "--format", "wire34", file(record + record));

    var records = outcome.objects().getFirst().getJsonObject("message").getJsonArray("records");
    assertThat(records).hasSize(2);
    assertThat(records.getJsonObject(1).getLong("typedId")).isEqualTo(0x4000_0005L);
    assertThat(records.getJsonObject(1).getString("distance")).isEqualTo("Infinity");
  }

  @Test
  void saysThatThereIsNoSuchFormat() throws IOException {
    Outcome outcome = run("inspect", "--format", "compact", file("00"));

    assertThat(outcome.error()).startsWith("starling: There is no headerless format compact");
  }

  @Test
  void saysThatNobodyListens() {
    Outcome outcome = run("inspect", "--live", "ws://127.0.0.1:1/ws/graph");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.error()).startsWith("starling: Can't connect to ws://127.0.0.1:1/ws/graph");
  }

  /** 100 agents at 60 Hz: 126 and 294 KB/s of records, as the protocol's first description says. */
  @Test
  void bandwidthAddsHeadersToRecords() {
    Outcome outcome = run("bandwidth", "--agents", "100", "--rate", "60");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "agents, positions (0x11)                          126.5 KB/s      1.01 Mbit/s",
            "agents, full state (0x20)                         294.5 KB/s      2.36 Mbit/s");
  }

  @ParameterizedTest
  @CsvSource({"--agents,-1", "--rate,0", "--nodes,99999999", "--rate,x"})
  void bandwidthRefusesNonsense(String option, String value) {
    Outcome outcome = run("bandwidth", option, value);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.error()).contains("Usage:");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("input-" + System.nanoTime()), text).toString();
  }

  private static Outcome run(String... arguments) {
    var out = new StringWriter();
    var error = new StringWriter();
    int exit =
        Starling.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true))
            .execute(arguments);
    return new Outcome(exit, out.toString(), error.toString());
  }
}
