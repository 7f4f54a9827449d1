package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.testing.GraphClient;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowClientIT {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int RECEIVE_BUFFER = 4_096;
  private static final int MAX_MESSAGES = 20_000;
  private static final String PADDING = "x".repeat(30_000);

  @TempDir private Path folder;

  @Test
  void isClosedWhileTheOthersGetEveryMessage() throws IOException {
    try (Served server = Served.bench(folder, PATIENCE);
        RawSocket slow = RawSocket.upgraded(server.port(), "/bench/sub", RECEIVE_BUFFER);
        GraphClient fast = GraphClient.open(server.port(), "/bench/sub");
        GraphClient publisher = GraphClient.open(server.port(), "/bench/pub")) {
      await().until(() -> server.http().metric("subscribers") == 2);

      int sent = 0;
      do {
        publisher.send(new JsonObject().put("type", "n").put("n", sent).put("padding", PADDING));
        assertThat(fast.next("n").getInteger("n")).isEqualTo(sent);
        sent++;
      } while (server.http().metric("too_slow_total") == 0 && sent < MAX_MESSAGES);

      List<Frame> frames = slow.readToEnd();
      assertThat(sent).as("closed before the last message").isLessThan(MAX_MESSAGES);
      assertThat(frames).hasSizeLessThan(sent);
      assertThat(frames.stream().filter(Frame::isClose))
          .allMatch(frame -> frame.closeCode() == 4008);
      assertThat(server.http().metric("too_slow_total")).isEqualTo(1);
      await().until(() -> server.http().metric("subscribers") == 1);
    }
  }

  @Test
  void isSparedWhenItReadsAtLast() throws IOException {
    try (Served server = Served.bench(folder, Duration.ofMinutes(5));
        RawSocket slow = RawSocket.upgraded(server.port(), "/bench/sub", RECEIVE_BUFFER);
        GraphClient publisher = GraphClient.open(server.port(), "/bench/pub")) {
      await().until(() -> server.http().metric("subscribers") == 1);
      int sent = 0;
      while (server.http().metric("blocked_total") == 0) {
        publisher.send(new JsonObject().put("n", sent++).put("padding", PADDING));
      }

      for (int i = 0; i < sent; i++) {
        assertThat(new JsonObject(slow.read().text()).getInteger("n")).isEqualTo(i);
      }

      publisher.send(new JsonObject().put("n", sent));
      assertThat(new JsonObject(slow.read().text()).getInteger("n")).isEqualTo(sent);
    }
  }
}
