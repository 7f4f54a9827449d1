package io.starling.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatIT {

  private static final int PING = 9;

  @TempDir private Path folder;

  private final AtomicLong skippedNanos = new AtomicLong();
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            new SkippingClock(skippedNanos),
            new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(120)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAPingFrameAndAMessage() throws IOException {
    try (RawSocket client = server.raw()) {
      Frame frame = client.read();
      while (frame.opcode() != PING) {
        frame = client.read();
      }

      var message = new JsonObject(client.readText("\"type\":\"heartbeat\"").text());
      assertThat(message.getLong("server_time")).isPositive();
    }
  }

  @Test
  void isBinaryForWhoAgreedToThat() {
    try (GraphClient client = server.client("?v=3&caps=heartbeat")) {
      assertThat(client.binary(0x33).payload().remaining()).isEqualTo(8);
    }
  }

  @Test
  void isJsonBesideAHeaderlessStream() {
    try (GraphClient client =
        server.client("?v=3&format=wire36&caps=heartbeat").reading("wire36")) {
      assertThat(client.next("heartbeat").getLong("server_time")).isPositive();
    }
  }

  @Test
  void marksTheSilentStaleAndThenClosesThemWith4000() throws IOException {
    try (RawSocket silent = server.raw();
        GraphClient lively = server.client()) {
      skip(Duration.ofSeconds(61));
      await().until(() -> server.http().metric("connections_stale") == 1);

      lively.send("ping");
      skip(Duration.ofSeconds(60));

      assertThat(silent.readToEnd().getLast().closeCode()).isEqualTo(4000);
      lively.untilNow();
      await().until(() -> server.http().metric("connections_stale") == 0);
    }
  }

  private void skip(Duration time) {
    skippedNanos.addAndGet(time.toNanos());
  }

  /** The machine's clock, ahead by what the test has skipped. */
  private record SkippingClock(AtomicLong skippedNanos) implements SessionClock {
    @Override
    public long nanoTime() {
      return SYSTEM.nanoTime() + skippedNanos.get();
    }

    @Override
    public long millis() {
      return SYSTEM.millis();
    }
  }
}
