package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that begin and do not finish. */
class PatienceIT {

  private static final int BEGIN_OF_TEXT = 0x01;

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            new Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void endsWithASilentConnection() throws IOException {
    try (RawSocket silent = RawSocket.connected(server.port())) {
      assertThat(silent.readAll()).isEmpty();
    }
  }

  @Test
  void endsWithAHeaderThatDrips() throws IOException {
    try (RawSocket dripping = RawSocket.connected(server.port())) {
      assertEndsWhileDripping(dripping);
    }
  }

  @Test
  void endsWithAHeaderThatDripsBehindAnAnsweredRequest() throws IOException {
    try (RawSocket dripping = RawSocket.connected(server.port())) {
      dripping.write(
          "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(dripping.readHead()).startsWith("HTTP/1.1 200 OK");

      assertEndsWhileDripping(dripping);
    }
  }

  /** Each byte would be a sign of life to an idle time-out. */
  private void assertEndsWhileDripping(RawSocket dripping) throws IOException {
    byte[] request =
        RawSocket.handshake("/ws/graph", server.port()).getBytes(StandardCharsets.US_ASCII);
    try (var dripper = Executors.newSingleThreadScheduledExecutor()) {
      var next = new AtomicInteger();
      dripper.scheduleAtFixedRate(
          () -> drip(dripping, request, next), 0, 20, TimeUnit.MILLISECONDS);

      dripping.readAll();

      assertThat(next.get()).isLessThan(request.length);
      dripper.shutdownNow();
    }
  }

  @Test
  void answersABodyThatDoesNotCome() throws IOException {
    try (RawSocket silent = RawSocket.connected(server.port())) {
      String host = "Host: 127.0.0.1:" + server.port();
      silent.write(
          String.join(
                  "\r\n",
                  "POST /api/publish HTTP/1.1",
                  host,
                  "Content-Type: application/json",
                  "Content-Length: 9",
                  "",
                  "{")
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(silent.readAll()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void endsWithAMessageThatIsNotFinished() throws IOException {
    try (RawSocket client = server.raw()) {
      client.write(RawSocket.frame(BEGIN_OF_TEXT, new byte[] {'{'}));

      Frame last = client.readToEnd().getLast();
      assertThat(last.closeCode()).isEqualTo(1008);
      assertThat(last.text()).contains("not finished");
    }
  }

  /** The bytes of its frame come one by one, each of them in time. */
  @Test
  void endsWithAFrameThatDrips() throws IOException {
    byte[] frame = RawSocket.frame(0x82, new byte[10_000]);
    try (RawSocket client = server.raw();
        var dripper = Executors.newSingleThreadScheduledExecutor()) {
      var next = new AtomicInteger();
      dripper.scheduleAtFixedRate(() -> drip(client, frame, next), 0, 20, TimeUnit.MILLISECONDS);

      Frame last = client.readToEnd().getLast();

      assertThat(last.closeCode()).isEqualTo(1008);
      assertThat(next.get()).isLessThan(frame.length);
      dripper.shutdownNow();
    }
  }

  @Test
  void lastsForThoseWhoFinish() throws IOException {
    try (RawSocket client = server.raw()) {
      client.write(RawSocket.frame(BEGIN_OF_TEXT, "pi".getBytes(StandardCharsets.UTF_8)));
      client.write(RawSocket.frame(0x80, "ng".getBytes(StandardCharsets.UTF_8)));
      client.readText("pong");

      try (RawSocket later = server.raw()) {
        later.write(RawSocket.frame(BEGIN_OF_TEXT, new byte[] {'{'}));
        later.readToEnd();
      }

      client.write(RawSocket.text("ping"));
      client.readText("pong");
    }
  }

  /** A byte of the request; once the other side is gone the exception ends the schedule. */
  private static void drip(RawSocket to, byte[] request, AtomicInteger next) {
    try {
      to.write(new byte[] {request[next.getAndIncrement()]});
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
