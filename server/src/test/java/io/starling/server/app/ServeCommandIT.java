package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Http;
import io.starling.server.testing.Pages;
import io.starling.server.transport.TransportKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeCommandIT {

  @TempDir private Path folder;

  /** What a command that could not be done came to. */
  private record Outcome(int exit, String error) {}

  @Test
  void saysThatTheFolderIsNotThere() {
    Outcome outcome = run("serve", "--port", "0", folder.resolve("nowhere").toString());

    assertSentence(outcome, "There is no folder at ");
  }

  @Test
  void saysThatTheFolderIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file.md"), "text");

    assertSentence(run("serve", "--port", "0", file.toString()), "is a file, not a folder");
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertSentence(run("serve", "--port", port, folder.toString()), "Port " + port);
    }
  }

  @Test
  void measuresOnlyOnLoopback() {
    assertSentence(
        run("serve", "--bench", "--host", "0.0.0.0", "--port", "0", folder.toString()),
        "--bench is for measuring on this machine only");
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    assertSentence(
        run("serve", "--host", "no-such-host.invalid", "--port", "0", folder.toString()),
        "There is no address 'no-such-host.invalid'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "1000000"})
  void saysThatThePortIsNone(String port) {
    assertMisconfigured(
        run("serve", "--port=" + port, folder.toString()),
        "--port: 'server.port' is '%s'; it takes a whole number from 0 to 65535".formatted(port));
  }

  @Test
  void saysThatThereIsNoSuchConfiguration() {
    Path file = folder.resolve("nowhere.yaml");

    assertMisconfigured(
        run("serve", "--config", file.toString(), folder.toString()),
        file + ": there is no such file");
  }

  @Test
  void saysWhereTheConfigurationIsWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "auth:\n  mod: demo\n");

    assertMisconfigured(
        run("serve", "--config", file.toString(), folder.toString()),
        file + ", line 2: there is no key 'auth.mod'; did you mean 'auth.mode'?");
  }

  @Test
  void saysThatTheConfigurationIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("mine.yaml"), new byte[] {(byte) 0xC3, 0x28});

    assertMisconfigured(
        run("serve", "--config", file.toString(), folder.toString()), file + ": this is not UTF-8");
  }

  @Test
  void saysThatTheConfigurationIsTooLong() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "#".repeat((1 << 20) + 1));

    assertMisconfigured(
        run("serve", "--config", file.toString(), folder.toString()),
        file + ": this is longer than 1 MiB");
  }

  @Test
  void mentionsTheConfigurationInItsHelp() {
    var out = new StringWriter();

    int exit = Starling.commandLine().setOut(new PrintWriter(out, true)).execute("serve", "--help");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("--config=FILE", "starling.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=x", "--nonsense", "--port=99999999999", "--host"})
  void doesNotUnderstand(String option) {
    Outcome outcome = run("serve", folder.toString(), option);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.error()).contains("Usage:").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @EnumSource
  void servesOnEveryTransportThatIsHere(TransportKind transport) throws Exception {
    if (!transport.isAvailable()) {
      return;
    }
    Pages.ring(folder, 3);
    Process process = spawn(transport, "serve", "--port", "0", folder.toString());
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertThat(line).startsWith("Starling is at http://127.0.0.1:");
      int port = URI.create(line.substring("Starling is at ".length())).getPort();
      assertThat(new Http(port).json("/api/info").getString("transport"))
          .isEqualTo(transport.wireName());
      try (GraphClient client = GraphClient.connect(port, "/ws/graph")) {
        assertThat(client.load().getJsonArray("nodes")).hasSize(5);
        assertThat(client.positions().places()).hasSize(5);

        process.destroy();

        assertThat(client.closed().code()).isEqualTo(1001);
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process spawn(TransportKind transport, String... arguments) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Starling.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("STARLING_TRANSPORT", transport.wireName());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs a command that is to fail, in this process. */
  private static Outcome run(String... arguments) {
    var error = new StringWriter();
    CommandLine commandLine = Starling.commandLine().setErr(new PrintWriter(error, true));
    int exit = commandLine.execute(arguments);
    return new Outcome(exit, error.toString());
  }

  private static void assertSentence(Outcome outcome, String sentence) {
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.error().strip()).startsWith("starling: ").contains(sentence);
    assertThat(outcome.error().strip().lines()).hasSize(1);
  }

  private static void assertMisconfigured(Outcome outcome, String sentence) {
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.error().strip()).isEqualTo("starling: " + sentence);
  }
}
