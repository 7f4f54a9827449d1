package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyConnectionsIT {

  private static final int ROUNDS = 10;
  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] FILTER = RawSocket.text("{\"type\":\"filter_update\"}");
  private static final byte[] LEAVE = RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8});

  @TempDir private Path folder;

  @Test
  void leaveNothingBehind() throws IOException {
    Served server = Served.folder(Pages.ring(folder, 3));
    try (server) {
      try (GraphClient first = server.client()) {
        first.load();
        first.leave();
      }
      await().atMost(PATIENCE).until(() -> server.http().metric("connections") == 0);
      long before = server.usedMemory();

      for (int round = 0; round < ROUNDS; round++) {
        openAndClose(server, round % 2 == 0);
      }

      await().atMost(PATIENCE).until(() -> server.http().metric("connections") == 0);
      assertThat(server.http().metric("subscribers")).isZero();
      assertThat(server.usedMemory()).isLessThanOrEqualTo(before);
    }
    assertThat(server.usedMemory()).isZero();
  }

  @Test
  void areSentAwayWhenTheServerCloses() throws IOException {
    Served server = Served.folder(Pages.ring(folder, 3));
    try (GraphClient client = server.client();
        RawSocket raw = server.raw()) {
      client.load();
      raw.write(FILTER);
      raw.readText("initialGraphLoad");

      server.close();

      assertThat(client.closed().code()).isEqualTo(1001);
      Frame last = raw.readToEnd().getLast();
      assertThat(last.closeCode()).isEqualTo(1001);
      assertThat(last.text()).contains("retry_after=1");
      assertThat(server.usedMemory()).isZero();
    } finally {
      server.close();
    }
  }

  @Test
  void areRefusedWhileTheServerDrains() throws Exception {
    Served server = Served.folder(Pages.ring(folder, 3));
    var closing = new Thread(server::close);
    try (RawSocket holdsItUp = server.raw();
        RawSocket late = RawSocket.connected(server.port())) {
      closing.start();
      Frame frame = holdsItUp.read();
      while (!frame.isClose()) {
        frame = holdsItUp.read();
      }

      late.write(RawSocket.handshake("/ws/graph", server.port()));

      assertThat(late.readHead())
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("retry-after: 1");
    } finally {
      server.close();
      closing.join();
    }
  }

  private static void openAndClose(Served server, boolean properly) throws IOException {
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      sockets.add(server.raw().write(FILTER));
    }
    for (RawSocket socket : sockets) {
      socket.readText("initialGraphLoad");
      if (properly) {
        socket.write(LEAVE);
      }
      socket.close();
    }
  }
}
