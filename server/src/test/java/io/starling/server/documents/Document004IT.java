package io.starling.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.services.EventPublisher;
import io.starling.server.services.ServiceEvent.Diagnostic;
import io.starling.server.services.ServiceEvent.FileEvent;
import io.starling.server.services.ServiceEvent.GitEventType;
import io.starling.server.services.ServiceEvent.SearchResult;
import io.starling.server.services.ServiceEvent.Severity;
import io.starling.server.services.ServiceEvent.TextRange;
import io.starling.server.services.ServiceEvent.ValidationComplete;
import io.starling.server.services.ServiceEvent.ValidationItem;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Walks through the document 004: channels of a workspace, and what publishes to them. */
class Document004IT {

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // 1. Connection established, 2. subscription

  @Test
  void confirmsTheConnectionAndASubscription() {
    try (DialectClient client = server.dialect("/ws")) {
      JsonObject connected = client.json();
      assertThat(connected.getString("status")).isEqualTo("connected");
      assertThat(connected.getString("connectionId")).isNotBlank();
      assertThat(connected.getLong("timestamp")).isPositive();

      JsonObject subscribed = subscribe(client, "files");
      assertThat(subscribed.getString("channel")).isEqualTo("files");

      client.send("{\"type\":\"unsubscribe\",\"channel\":\"files\"}");
      JsonObject unsubscribed = client.json();
      assertThat(unsubscribed.getString("status")).isEqualTo("unsubscribed");
      assertThat(unsubscribed.getString("channel")).isEqualTo("files");
    }
  }

  // 3. Event broadcasting

  @Test
  void tellsEverySubscriberOfAFileThatReallyChanges() throws IOException {
    try (DialectClient one = subscribed("files");
        DialectClient two = subscribed("files");
        DialectClient three = subscribed("files");
        DialectClient other = subscribed("git")) {
      Files.createDirectory(folder.resolve("src"));
      Files.writeString(folder.resolve("src/main.ts"), "let a = 1\n");
      for (DialectClient client : List.of(one, two, three)) {
        assertFile(client, "src/main.ts", "add");
      }

      Files.writeString(folder.resolve("src/main.ts"), "let b = 12345\n");
      for (DialectClient client : List.of(one, two, three)) {
        assertFile(client, "src/main.ts", "change");
      }

      Files.delete(folder.resolve("src/main.ts"));
      for (DialectClient client : List.of(one, two, three)) {
        assertFile(client, "src/main.ts", "delete");
      }
      assertThat(other.untilNow()).isEmpty();
    }
  }

  @Test
  void tellsOfARenamedFileOnce() throws IOException {
    try (DialectClient client = subscribed("files")) {
      Files.move(folder.resolve("page-0.md"), folder.resolve("first.md"));

      JsonObject data = client.json().getJsonObject("data");
      assertThat(data.getString("file")).isEqualTo("first.md");
      assertThat(data.getString("event")).isEqualTo("add");
      assertThat(data.getString("from")).isEqualTo("page-0.md");
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @Test
  void losesNoneOfTenThousandFiles() throws IOException {
    Set<String> expected =
        IntStream.range(0, 10_000).mapToObj("many/%05d.txt"::formatted).collect(Collectors.toSet());
    try (DialectClient client = subscribed("files")) {
      Files.createDirectory(folder.resolve("many"));
      for (String name : expected) {
        Files.createFile(folder.resolve(name));
      }

      Set<String> told = new HashSet<>();
      long seq = 0;
      while (told.size() < expected.size()) {
        JsonObject event = client.next("event");
        assertThat(event.getLong("seq")).isEqualTo(++seq);
        assertThat(event.getJsonObject("data").getString("event")).isEqualTo("add");
        assertThat(told.add(event.getJsonObject("data").getString("file"))).isTrue();
      }
      assertThat(told).isEqualTo(expected);
    }
  }

  // Event broadcasting flow: one method of the publisher for each channel

  /** What a component does, on which channel it is heard, and with which fields. */
  record Source(String channel, Consumer<EventPublisher> component, Map<String, Object> fields) {}

  @SuppressWarnings("UnusedVariable") // JUnit reads it, by its name
  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "files",
              events -> events.fileChanged("src/main.ts", FileEvent.CHANGE),
              Map.of("file", "src/main.ts", "event", "change")),
          new Source(
              "diagnostics",
              events ->
                  events.diagnosticsUpdated(
                      "src/main.ts",
                      List.of(
                          new Diagnostic(
                              new TextRange(1, 2, 3, 4), Severity.ERROR, "TS1", "ts", "No"))),
              Map.of(
                  "file",
                  "src/main.ts",
                  "diagnostics",
                  List.of(
                      Map.of(
                          "range",
                          Map.of(
                              "start",
                              Map.of("line", 1, "character", 2),
                              "end",
                              Map.of("line", 3, "character", 4)),
                          "severity",
                          "error",
                          "code",
                          "TS1",
                          "source",
                          "ts",
                          "message",
                          "No")))),
          new Source(
              "ai-response",
              events -> events.aiChunk("a1", "Hel", 0, false),
              Map.of("id", "a1", "chunk", "Hel", "index", 0, "finished", false)),
          new Source(
              "search",
              events ->
                  events.searchProgress(
                      "todo", 1, 1, List.of(new SearchResult("a.md", 3, 5, "x")), true),
              Map.of(
                  "query",
                  "todo",
                  "count",
                  1,
                  "total",
                  1,
                  "results",
                  List.of(Map.of("file", "a.md", "line", 3, "column", 5, "text", "x")),
                  "finished",
                  true)),
          new Source(
              "validation",
              events ->
                  events.validationComplete(
                      new ValidationComplete(
                          "tsc",
                          false,
                          1,
                          2,
                          300,
                          List.of(new ValidationItem(null, 7, 0, Severity.ERROR, null, "No")))),
              Map.of(
                  "tool",
                  "tsc",
                  "ok",
                  false,
                  "errors",
                  1,
                  "warnings",
                  2,
                  "durationMs",
                  300,
                  "items",
                  List.of(Map.of("line", 7, "severity", "error", "message", "No")))),
          new Source(
              "git",
              events -> events.gitEvent(GitEventType.COMMIT, "Fixes it"),
              Map.of("type", "commit", "message", "Fixes it")),
          new Source(
              "team.custom",
              events -> events.emit("team.custom", Map.of("a", List.of(1, "b"))),
              Map.of("a", List.of(1, "b"))));

  @ParameterizedTest
  @FieldSource("SOURCES")
  void tellsWhatAComponentPublishes(Source source) {
    try (DialectClient client = subscribed(source.channel());
        DialectClient other = server.dialect("/ws")) {
      source.component().accept(server.events());

      JsonObject event = client.json();
      assertThat(event.getString("type")).isEqualTo("event");
      assertThat(event.getString("channel")).isEqualTo(source.channel());
      JsonObject data = event.getJsonObject("data");
      assertThat(data.getLong("timestamp")).isPositive();
      data.remove("timestamp");
      assertThat(data).isEqualTo(new JsonObject(source.fields()));
      other.json();
      assertThat(other.untilNow()).isEmpty();
    }
  }

  @Test
  void keepsTheOrderOfASource() {
    try (DialectClient client = subscribed("ai-response")) {
      for (int index = 0; index < 500; index++) {
        server.events().aiChunk("a1", "word ", index, index == 499);
      }

      for (int index = 0; index < 500; index++) {
        JsonObject data = client.json().getJsonObject("data");
        assertThat(data.getInteger("index")).isEqualTo(index);
        assertThat(data.getBoolean("finished")).isEqualTo(index == 499);
      }
    }
  }

  // Channel architecture

  @Test
  void keepsTheChannelsOfAConnectionApart() {
    try (DialectClient both = subscribed("files", "git");
        DialectClient one = subscribed("git")) {
      server.events().gitEvent(GitEventType.BRANCH, "main");
      server.events().fileChanged("a", FileEvent.ADD);

      assertThat(Stream.of(both.json(), both.json()).map(json -> json.getString("channel")))
          .containsExactlyInAnyOrder("git", "files");
      assertThat(one.json().getString("channel")).isEqualTo("git");
      assertThat(one.untilNow()).isEmpty();
    }
  }

  // 4. Health check

  @Test
  void pingsAndKeepsWhoAnswers() throws IOException {
    var beats =
        new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(120));
    try (Served lively = Served.folder(folder, SessionClock.SYSTEM, beats);
        RawSocket raw = RawSocket.upgraded(lively.port(), "/ws");
        DialectClient client = lively.dialect("/ws")) {
      RawSocket.Frame frame = raw.read();
      while (frame.opcode() != 9) {
        frame = raw.read();
      }

      client.json();
      assertThat(client.untilNow()).isEmpty();
    }
  }

  // 5. Disconnect

  @Test
  void freesEverythingOfWhoLeaves() {
    try (DialectClient client = subscribed("files", "git", "search")) {
      assertThat(server.http().metric("connections")).isEqualTo(1);
      assertThat(server.http().metric("subscribers")).isEqualTo(3);

      client.leave();

      await().until(() -> server.http().metric("connections") == 0);
      assertThat(server.http().metric("subscribers")).isZero();
    }
  }

  @Test
  void freesEverythingOfWhoIsCutOff() {
    try (DialectClient client = subscribed("files")) {
      client.cutOff();

      await().until(() -> server.http().metric("connections") == 0);
      assertThat(server.http().metric("subscribers")).isZero();
    }
  }

  // Error handling flow

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON | VALIDATION_ERROR",
        "[] | VALIDATION_ERROR",
        "{} | VALIDATION_ERROR",
        "{\"type\":\"dance\"} | UNKNOWN_TYPE",
        "{\"type\":\"subscribe\"} | VALIDATION_ERROR",
        "{\"type\":\"subscribe\",\"channel\":7} | VALIDATION_ERROR",
        "{\"type\":\"subscribe\",\"channel\":\"a..b\"} | UNKNOWN_CHANNEL",
      })
  void answersBadInputAndGoesOn(String message, String code) {
    try (DialectClient client = server.dialect("/ws")) {
      client.json();

      JsonObject error = client.send(message).json();

      assertThat(error.getString("status")).isEqualTo("error");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      assertThat(subscribe(client, "files").getString("status")).isEqualTo("subscribed");
    }
  }

  private DialectClient subscribed(String... channels) {
    DialectClient client = server.dialect("/ws");
    client.json();
    for (String channel : channels) {
      subscribe(client, channel);
    }
    return client;
  }

  private static JsonObject subscribe(DialectClient client, String channel) {
    JsonObject answer =
        client.send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}").json();
    assertThat(answer.getString("status")).isEqualTo("subscribed");
    return answer;
  }

  private static void assertFile(DialectClient client, String file, String what) {
    JsonObject event =
        client.next(json -> what.equals(json.getJsonObject("data").getString("event")));
    assertThat(event.getString("type")).isEqualTo("event");
    assertThat(event.getString("channel")).isEqualTo("files");
    JsonObject data = event.getJsonObject("data");
    assertThat(data.getString("file")).isEqualTo(file);
    assertThat(data.getLong("timestamp")).isPositive();
  }
}
