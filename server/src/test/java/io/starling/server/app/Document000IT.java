package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.testing.AgentBytes;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Closed;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Message.Pong;
import io.starling.server.testing.Message.Text;
import io.starling.server.testing.NostrLogin;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sequence diagrams of document 000, one test each, in the order of the document, walked by a
 * client of the JDK's that shares no code with the server.
 */
class Document000IT {

  /** Position Update for 2 nodes, byte by byte as the document has it. */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex(
              "10022A00640000000000803F0000004000004040E803000001"
                  + "C80000000000A0400000C0400000E040F401000002");

  private static final int INTERACTING = 0x40;
  private static final int VOICE_ENABLED = 0x08;

  /** With two pages more and the two tags of all the others, 1,000 nodes. */
  private static final int PAGES = 996;

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    Pages.ring(folder, PAGES);
    Pages.save(folder, "good.md", "---\nquality: 0.9\n---\nA good page.\n");
    Pages.save(folder, "fair.md", "---\nquality: 0.6\n---\nA fair page.\n");
    server = Served.folder(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Connection Lifecycle. */
  @Test
  void livesAConnection() {
    try (GraphClient client = GraphClient.open(server.port(), "/ws/graph")) {
      JsonObject established = client.next("connection_established");
      assertThat(established.getString("client_id")).hasSize(36);
      assertThat(established.getJsonArray("features")).isNotEmpty();

      client.send(NostrLogin.message(server.port(), established.getString("challenge")));
      assertThat(client.next("authenticated").getString("user")).isNotEmpty();

      client.send("{\"type\":\"filter_update\",\"enabled\":true,\"quality_threshold\":0.5}");
      JsonObject confirmed = client.next("filter_confirmed");
      JsonObject load = client.next("initialGraphLoad");
      assertThat(confirmed.getInteger("visible")).isEqualTo(2);
      assertThat(load.getJsonArray("nodes")).hasSize(2);
      assertThat(confirmed.getInteger("total")).isEqualTo(1_000);

      assertThat(client.positions().places()).isNotEmpty(); // Broadcast Binary Data

      assertThat(client.leave()).isEqualTo(new Closed(1000, ""));
    }
  }

  /** Connection Lifecycle, "Client Interaction": more updates than without. */
  @Test
  void isFastWhileTheUserInteracts() {
    try (GraphClient quick = server.client();
        GraphClient usual = server.client()) {
      quick.load();
      usual.load();
      assertThat(quick.control(INTERACTING)).isEqualTo(INTERACTING);
      quick.positions();
      usual.positions();

      quick.drag(new Place(1, 400, 400, 400)); // wakes the simulation for a while
      for (int i = 0; i < 30; i++) {
        quick.positions();
      }

      assertThat(usual.untilNow().stream().filter(Binary.class::isInstance).count()).isLessThan(20);
    }
  }

  /** Heartbeat &amp; Keepalive: each interval a heartbeat, and its timeout. */
  @Test
  void beatsAndClosesTheSilent() throws IOException {
    var skipped = new AtomicLong();
    var heartbeat =
        new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(120));
    try (Served beating = Served.folder(folder, new SkippingClock(skipped), heartbeat);
        GraphClient json = beating.client();
        GraphClient binary = beating.client("?v=2&caps=heartbeat")) {
      JsonObject beat = json.next("heartbeat");
      assertThat(beat.fieldNames())
          .contains(
              "server_time",
              "client_id",
              "message_count",
              "bytes_sent",
              "bytes_received",
              "active_subscriptions",
              "uptime");
      Binary beaten = binary.binary(0x33);
      assertThat(beaten.payload().remaining()).isEqualTo(8);

      skipped.addAndGet(Duration.ofSeconds(119).toNanos());
      answer(binary, beaten); // Client Responds
      assertThat(binary.untilNow()).noneMatch(Closed.class::isInstance);
    }
  }

  @Test
  void closesTheDeadWith4000() throws IOException {
    var skipped = new AtomicLong();
    var heartbeat =
        new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(120));
    try (Served beating = Served.folder(folder, new SkippingClock(skipped), heartbeat);
        var dead = beating.raw()) {
      skipped.addAndGet(Duration.ofSeconds(121).toNanos());

      var end = dead.readToEnd().getLast();

      assertThat(end.closeCode()).isEqualTo(4000);
    }
  }

  /** Heartbeat &amp; Keepalive, "Client can also ping". */
  @Test
  void answersPings() {
    try (GraphClient client = server.client()) {
      client.send("ping");
      client.ping(new byte[] {1});

      assertThat(client.await("pong", Document000IT::word)).isEqualTo("pong");
      Pong frame =
          client.await(
              "pong frame",
              each -> each instanceof Pong pong ? Optional.of(pong) : Optional.empty());
      assertThat(frame).isEqualTo(new Pong(ByteBuffer.wrap(new byte[] {1})));
    }
  }

  /** Broadcast Flow: 1,000 nodes of 28 bytes to C1 and C3, not to C2 and C4. */
  @Test
  void broadcastsToWhoIsSubscribed() {
    try (GraphClient c1 = server.client("?v=3&format=client28");
        GraphClient c2 = server.client("?v=3&format=client28");
        GraphClient c3 = server.client("?v=3&format=client28");
        GraphClient c4 = server.client("?v=3&format=client28").speaking(3)) {
      c1.load(new JsonObject().put("mode", "knowledge_graph"));
      c2.subscribe("graph_update");
      c3.subscribe("position_update");
      c4.subscribe("voice_chunk");
      c4.control(VOICE_ENABLED);

      assertThat(c1.binary(0x12).payload().remaining() + 4).isEqualTo(28_004);
      assertThat(c3.binary(0x12).payload().remaining() + 4).isEqualTo(28_004);
      assertThat(c2.untilNow()).noneMatch(Binary.class::isInstance);
      assertThat(c4.untilNow()).noneMatch(Binary.class::isInstance);
    }
  }

  /** Broadcast Flow, "Graph Update (Filtered by Type)". */
  @Test
  void tellsOfAChangeToWhoSeesItsGraph() throws IOException {
    try (GraphClient c1 = server.client();
        GraphClient c2 = server.client();
        GraphClient c3 = server.client()) {
      c1.load(new JsonObject().put("mode", "knowledge_graph"));
      c2.load(new JsonObject().put("mode", "ontology"));
      c3.subscribe("graph_update");

      Pages.save(
          folder,
          "zoo.ttl",
          """
          @prefix : <http://zoo.example/> .
          @prefix owl: <http://www.w3.org/2002/07/owl#> .
          :Starling a owl:Class .
          """);

      assertThat(nodes(c2)).isNotEmpty();
      assertThat(nodes(c3)).isNotEmpty();
      assertThat(c1.untilNow())
          .noneMatch(
              each ->
                  each instanceof Text text
                      && text.text().contains("graph_update")
                      && text.text().contains("Starling"));
    }
  }

  /** Batch Queue with Priority, and the bytes of "Byte-Level Example". */
  @Test
  void takesABatchAndDropsWhatIsNotValid() {
    try (GraphClient client = server.client();
        GraphClient other = server.client()) {
      other.load();
      client.control(INTERACTING);

      client.send(EXAMPLE);
      other.awaitPlace(new Place(100, 1, 2, 3));
      other.awaitPlace(new Place(200, 5, 6, 7));

      client.drag(new Place(100, Float.NaN, 0, 0), new Place(200, 8, 8, 8));
      JsonObject error = client.next("error");
      assertThat(error.getString("category")).isEqualTo("validation");
      assertThat(error.getJsonObject("details").encode()).contains("[100]");
      other.awaitPlace(new Place(200, 8, 8, 8));
    }
  }

  /** Data Flow 1: Initial Connection &amp; Graph Load. */
  @Test
  void loadsTheGraphAndThenStreamsIt() {
    try (GraphClient client = server.client()) {
      client.send("{\"type\":\"filter_update\",\"enabled\":false}");
      JsonObject load = client.next("initialGraphLoad");
      assertThat(client.taken()).noneMatch(Binary.class::isInstance); // binary comes behind it

      assertThat(load.getJsonArray("nodes")).hasSize(1_000);
      assertThat(load.getJsonArray("edges")).isNotEmpty();
      assertThat(load.getJsonArray("nodes").getJsonObject(0).fieldNames())
          .contains("id", "metadataId", "label", "position", "metadata");
      assertThat(client.binary(0x10).places()).hasSize(1_000);
    }
  }

  /** Data Flow 2: User Interaction with Position Updates. */
  @Test
  void showsADragToTheOthers() {
    try (GraphClient dragger = server.client();
        GraphClient other = server.client()) {
      other.load();
      other.positions();
      assertThat(dragger.control(INTERACTING)).isEqualTo(INTERACTING);

      for (int step = 1; step <= 5; step++) {
        dragger.drag(new Place(100, 10 * step, 0, 0));
        other.awaitPlace(new Place(100, 10 * step, 0, 0));
      }

      assertThat(dragger.control(0)).isZero();
    }
  }

  /** Data Flow 3: Filter Update &amp; Graph Refresh. */
  @Test
  void filtersAndRefreshes() {
    try (GraphClient client = server.client()) {
      client.load(new JsonObject().put("quality_threshold", 0.5));

      client.filter(new JsonObject().put("quality_threshold", 0.7));
      JsonObject confirmed = client.next("filter_confirmed");
      assertThat(confirmed.getInteger("total")).isEqualTo(1_000);
      assertThat(confirmed.getInteger("visible")).isEqualTo(1);
      assertThat(client.next("initialGraphLoad").getJsonArray("nodes")).hasSize(1);

      JsonObject again =
          client.load(new JsonObject().put("quality_threshold", 0.7).put("forceRefresh", true));
      assertThat(again.getJsonArray("nodes")).hasSize(1);
    }
  }

  /** Data Flow 4: Agent State Synchronization. */
  @Test
  void synchronisesAgents() {
    try (GraphClient agent = server.client();
        GraphClient c1 = server.client();
        GraphClient c2 = server.client()) {
      c1.subscribe("agent_state_full");
      c2.subscribe("agent_state_full");
      agent.send(
          "{\"type\":\"command\",\"id\":1,\"name\":\"agents.join\",\"params\":{\"name\":\"ai\"}}");
      int id = agent.next("response").getJsonObject("result").getInteger("id");

      agent.send(AgentBytes.full(AgentBytes.State.of(id, 1, 45)));

      for (GraphClient client : List.of(c1, c2)) {
        ByteBuffer state = client.await("state", Document000IT::reported);
        assertThat(state.remaining()).isEqualTo(49);
        assertThat(state.getInt(0)).isEqualTo(id);
        assertThat(state.getFloat(28)).isEqualTo(95);
        assertThat(state.getFloat(36)).isEqualTo(60);
        assertThat(state.getInt(44)).isEqualTo(1_500);
      }
    }
  }

  /** Data Flow 5: Voice Streaming. */
  @Test
  void streamsVoiceToListeners() {
    try (GraphClient speaker = server.client();
        GraphClient one = server.client();
        GraphClient two = server.client()) {
      for (GraphClient listener : List.of(one, two)) {
        listener.subscribe("voice_chunk");
        listener.control(VOICE_ENABLED);
      }

      speaker.send("{\"type\":\"voice_start\",\"agentId\":42}");
      for (int chunk = 0; chunk < 5; chunk++) {
        speaker.send(AgentBytes.chunk(42, chunk, (byte) chunk));
      }
      speaker.send("{\"type\":\"voice_end\",\"agentId\":42}");

      for (GraphClient listener : List.of(one, two)) {
        assertThat(listener.binary(0x41).payload().getShort(0)).isEqualTo((short) 42);
        for (int chunk = 0; chunk < 5; chunk++) {
          ByteBuffer heard = listener.binary(0x40).payload();
          assertThat(heard.getShort(2)).isEqualTo((short) chunk);
          assertThat(heard.get(7)).isEqualTo((byte) chunk);
        }
        assertThat(listener.binary(0x42).payload().getShort(2)).isEqualTo((short) 4);
      }
    }
  }

  /** Error Handling Sequence: skip what is not valid, end what is no protocol. */
  @Test
  void skipsOneBadMessageAndEndsAfterThree() {
    byte[] lying = {0x10, 2, 21, 0, 1};
    try (GraphClient client = server.client("?v=2")) {
      client.send(lying);
      JsonObject error = client.next("error");
      assertThat(error.fieldNames())
          .contains("code", "message", "category", "retryable", "timestamp");
      assertThat(error.getString("category")).isEqualTo("protocol");
      assertThat(client.load().getJsonArray("nodes")).hasSize(1_000); // it goes on

      client.send(lying);
      client.send(lying);
      client.send(lying);

      assertThat(client.closed().code()).isEqualTo(1002);
    }
  }

  /** Error Handling Sequence, "Connection Lost": a client that comes back has all it had. */
  @Test
  void takesAClientBack() {
    JsonArray before;
    try (GraphClient client = server.client()) {
      before = ids(client.load());
    } // cut

    try (GraphClient client = server.client()) {
      assertThat(ids(client.load())).isEqualTo(before);
      assertThat(client.positions().places()).isNotEmpty();
    }
  }

  private static JsonArray ids(JsonObject load) {
    JsonArray ids = new JsonArray();
    load.getJsonArray("nodes").forEach(node -> ids.add(((JsonObject) node).getInteger("id")));
    return ids;
  }

  private static JsonArray nodes(GraphClient client) {
    return client.next("graph_update").getJsonArray("nodes");
  }

  private static Optional<String> word(Message message) {
    return message instanceof Text text && text.text().equals("pong")
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** A 0x20 with what the agent has reported, not what it joined with. */
  private static Optional<ByteBuffer> reported(Message message) {
    return message instanceof Binary binary
            && binary.type() == 0x20
            && binary.payload().getFloat(32) == 45
        ? Optional.of(binary.payload())
        : Optional.empty();
  }

  private static void answer(GraphClient client, Binary beat) {
    byte[] bytes = new byte[12];
    bytes[0] = 0x33;
    bytes[1] = 2;
    bytes[2] = 8;
    beat.payload().get(0, bytes, 4, 8);
    client.send(bytes);
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
