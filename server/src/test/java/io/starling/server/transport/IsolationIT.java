package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.starling.server.app.Served;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is malformed costs those nothing who behave, and leaves nothing behind. */
class IsolationIT {

  private static final int CLIENTS = 100;
  private static final int ROUNDS = 3;
  private static final int ATTACKERS = 8;
  private static final long PERIOD_MILLIS = 10;
  private static final int LAST = -1;

  /** What a channel retains may differ by a segment or two. */
  private static final long HUB_BYTES = 2 << 20;

  /** A chunk of Netty's pool for each event loop. */
  private static final long DIRECT_BYTES = 16 << 20;

  private static final long HEAP_BYTES = 8 << 20;

  @TempDir private Path folder;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final List<Talker> clients = new ArrayList<>();
  private Served server;
  private Talker publisher;
  private int sent;

  @BeforeEach
  void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            """
            limits.rates.messages: {per_minute: 60000, burst: 2000}
            limits.rates.authentication: {per_minute: 60000, burst: 2000}
            """);
    for (int i = 0; i < CLIENTS; i++) {
      String path = Talker.DIALECTS.get(i % Talker.DIALECTS.size());
      Talker client = Talker.connect(server.port(), path);
      assertThat(Talker.code(client.subscribe("ticks"))).isNull();
      clients.add(client);
    }
    publisher = Talker.connect(server.port(), "/ws");
  }

  @AfterEach
  void stop() throws IOException {
    pace.shutdownNow();
    for (Talker client : clients) {
      client.close();
    }
    publisher.close();
    server.close();
    threads.close();
    assertThat(server.usedMemory()).isZero();
  }

  /** Bytes in use: of the hub, of Netty beside it, of the heap. */
  private record Memory(long hub, long direct, long heap) {}

  @Test
  void losesNothingAndKeepsNothing() throws Exception {
    List<Future<Integer>> heard =
        clients.stream().map(c -> threads.submit(() -> follow(c))).toList();
    pace.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    attack(1);
    await().untilAsserted(this::isQuiet);
    Memory before = memory();

    for (int round = 2; round <= ROUNDS; round++) {
      attack(round);
    }

    await().untilAsserted(this::isQuiet);
    isAsBefore(memory(), before);
    pace.shutdown();
    assertThat(pace.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    publish(LAST);
    assertThat(sent).isGreaterThan(100);
    for (Future<Integer> each : heard) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
    }
  }

  private static void isAsBefore(Memory after, Memory before) {
    assertThat(after.hub()).isLessThan(before.hub() + HUB_BYTES);
    assertThat(after.direct()).isLessThan(before.direct() + DIRECT_BYTES);
    assertThat(after.heap()).isLessThan(before.heap() + HEAP_BYTES);
  }

  /** Those who behave are all who are there. */
  private void isQuiet() {
    assertThat(server.http().metric("connections")).isEqualTo(CLIENTS + 1);
  }

  private Memory memory() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Memory(
        server.usedMemory(),
        PlatformDependent.usedDirectMemory(),
        runtime.totalMemory() - runtime.freeMemory());
  }

  private void tick() {
    try {
      publish(sent++);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(int n) throws IOException {
    JsonObject answer =
        publisher.ask(
            "command",
            "publish",
            new JsonObject().put("channel", "ticks").put("data", new JsonObject().put("n", n)));
    publisher.forget();
    assertThat(Talker.code(answer)).isNull();
  }

  /** Reads to the last; each number once, in order, and nothing that is an error. */
  private static int follow(Talker client) throws IOException {
    int next = 0;
    long seq = 0;
    while (true) {
      JsonObject event =
          client.hear(
              each ->
                  Talker.code(each) != null
                      || (each.containsKey("data") && "ticks".equals(each.getString("channel"))));
      client.forget();
      assertThat(Talker.code(event)).isNull();
      int n = event.getJsonObject("data").getInteger("n");
      if (n == LAST) {
        return next;
      }
      assertThat(n).isEqualTo(next++);
      assertThat(event.getLong("seq")).isEqualTo(++seq);
    }
  }

  /** All there is, once; each attacker has an address of its own. */
  private void attack(int round) throws InterruptedException, ExecutionException {
    List<Input> all = inputs();
    var next = new AtomicInteger();
    List<Future<?>> attackers = new ArrayList<>();
    for (int i = 0; i < ATTACKERS; i++) {
      String address = "127.0." + round + "." + (i + 1);
      attackers.add(
          threads.submit(
              () -> {
                for (int at = next.getAndIncrement();
                    at < all.size();
                    at = next.getAndIncrement()) {
                  send(address, all.get(at));
                }
                return null;
              }));
    }
    for (Future<?> attacker : attackers) {
      attacker.get();
    }
  }

  /** A request and what follows it; no bytes where the request itself is what is wrong. */
  @SuppressWarnings("ArrayRecordComponent") // bytes for a socket, never compared
  private record Input(String request, byte[] bytes) {}

  private List<Input> inputs() {
    List<Input> all = new ArrayList<>();
    int port = server.port();
    BadInput.all(1)
        .forEach(bad -> all.add(new Input(RawSocket.handshake("/ws/graph", port), bad.input())));
    for (BadText.Case bad : BadText.all()) {
      String request =
          bad.packed()
              ? RawSocket.handshake(bad.path(), port, BadText.MESSAGE_PACK)
              : RawSocket.handshake(bad.path(), port);
      all.add(new Input(request, bad.input()));
    }
    BadRequests.all(port).forEach(bad -> all.add(new Input(bad.request(), new byte[0])));
    return all;
  }

  private void send(String address, Input input) throws IOException {
    try (RawSocket raw = RawSocket.connectedFrom(address, server.port())) {
      raw.write(input.request());
      if (raw.readHead().startsWith("HTTP/1.1 101 ")) {
        raw.write(input.bytes());
        raw.endOutput();
        raw.readAll();
      }
    } catch (SocketException _) {
      // cut off, as it deserves
    }
  }
}
