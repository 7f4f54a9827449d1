package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.simulation.Simulation;
import io.starling.protocol.error.CloseCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.server.auth.Principal;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Outlet;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Connection;
import io.starling.server.session.Guards;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.Session;
import io.starling.server.session.SessionContext;
import io.starling.server.testing.Guarding;
import io.starling.server.testing.HandLoop;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerStreamsTest {

  private static final int MAX_WIRE34_ID = 16_383;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final HandLoop loop = new HandLoop();
  private final Hub hub = new Hub(allocator, new HubMetrics(), loop::nanoTime);
  private final Drain drain = hub.drain(loop);
  private final TrafficMetrics traffic = new TrafficMetrics();
  private final Simulation simulation = new Simulation(LayoutParameters.defaults(), 42);
  private final LiveGraph graph = new LiveGraph(Graph.empty(), simulation);
  private final Guards guards = Guarding.usual(loop, traffic);
  private final Stage stage = stage();
  private final Client client = new Client();

  @AfterEach
  void stop() {
    client.session.closed();
    guards.authenticator().close();
    simulation.start();
    simulation.close();

    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "WIRE34, 3, 2, 16383",
    "WIRE34, 1, 2, 16383",
    "POSITION, 1, 1, 65535",
  })
  void tellsOnceOfNodesThatTheFormatCannotSay(Format format, int version, int leftOut, int maxId) {
    become(1, MAX_WIRE34_ID, MAX_WIRE34_ID + 1, 70_000);
    Viewer viewer = client.looking(format, version);

    subscribe(viewer, 0, "position_update");
    viewer.control(0x02);
    viewer
        .subscriptions()
        .unsubscribe(new ClientMessage.Unsubscribe(List.of("position_update"), null));
    subscribe(viewer, 60, "position_update");
    viewer.beat();

    JsonObject error = client.onlyError();
    assertThat(error.getString("code")).isEqualTo("UPGRADE_REQUIRED");
    assertThat(error.getBoolean("retryable")).isTrue();
    assertThat(error.getJsonObject("details"))
        .isEqualTo(new JsonObject().put("left_out", leftOut).put("max_id", maxId));
    assertThat(traffic.leftOut.sum()).isEqualTo(leftOut);
  }

  @ParameterizedTest
  @CsvSource({"WIRE36, 1", "COMPUTE48, 4", "POSITION, 2", "CLIENT28, 1", "COMPACT, 3"})
  void tellsNothingWhereEveryIdFits(Format format, int version) {
    become(1, MAX_WIRE34_ID + 1, 70_000);
    Viewer viewer = client.looking(format, version);

    subscribe(viewer, 0, "position_update", "velocity_update");
    viewer.beat();

    assertThat(client.errors()).isEmpty();
  }

  @Test
  void tellsOfANodeThatCameLaterWithTheNextHeartbeat() {
    become(1, MAX_WIRE34_ID);
    Viewer viewer = client.looking(Format.WIRE34, 3);
    subscribe(viewer, 0, "position_update");
    viewer.beat();
    assertThat(client.errors()).isEmpty();

    become(1, MAX_WIRE34_ID, MAX_WIRE34_ID + 1);
    viewer.beat();
    viewer.beat();

    assertThat(client.onlyError().getString("code")).isEqualTo("UPGRADE_REQUIRED");
  }

  @Test
  void tellsAgainAfterAHandshakeForAnotherFormatThatCannotSayThem() {
    become(1, 70_000);
    Viewer viewer = client.looking(Format.POSITION, 1);
    subscribe(viewer, 0, "position_update");
    assertThat(client.errors()).hasSize(1);

    viewer.agree(new Agreement(1, Format.WIRE34, 0));

    assertThat(client.errors()).hasSize(2);
  }

  private static void subscribe(Viewer viewer, int rateHz, String... names) {
    viewer
        .subscriptions()
        .subscribe(new ClientMessage.Subscribe(List.of(names), Map.of(), rateHz, null));
  }

  private void become(int... ids) {
    Graph before = graph.graph();
    Graph after =
        Samples.graph(
            before.version() + 1,
            Arrays.stream(ids).mapToObj(id -> Samples.page(id, "page-" + id, 1)).toList());
    graph.change(GraphChange.between(before, after), _ -> {});
  }

  private Stage stage() {
    var positions = new PositionStream(hub, graph, loop::nanoTime);
    return new Stage(
        graph,
        positions,
        new GraphUpdates(hub, graph, allocator, loop),
        new InitialLoads(graph, allocator, hub.deflaters(), loop),
        new Dragging(graph, positions, loop, 10_000),
        new Viewers(),
        new EventChannels(hub, allocator, loop),
        guards,
        128,
        traffic,
        allocator,
        loop);
  }

  /** A viewer on no socket, and what it was told in text. */
  private final class Client implements Connection, Outbox.Owner, Outlet {
    private final List<JsonObject> told = new ArrayList<>();
    private final Session session =
        new Session(
            Principal.anonymous(true),
            this,
            drain.outbox(this, this),
            new SessionContext(loop, traffic, () -> new UUID(1, 2)));

    Viewer looking(Format format, int version) {
      var viewer =
          new Viewer(
              session,
              stage,
              loop,
              Samples.GRAPH,
              new Entrance(
                  "http://localhost/",
                  null,
                  new HeartbeatWheel(loop, Heartbeat.DEFAULT, traffic, loop).deadlines()));
      viewer.begin(new Agreement(version, format, 0));
      return viewer;
    }

    List<JsonObject> errors() {
      loop.run();
      return told.stream().filter(json -> "error".equals(json.getString("type"))).toList();
    }

    JsonObject onlyError() {
      assertThat(errors()).hasSize(1);
      return errors().getFirst();
    }

    @Override
    public boolean isClosing() {
      return false;
    }

    @Override
    public int write(ByteBuf memory, int from, int to) {
      int at = from;
      while (at < to) {
        int length = memory.getUnsignedByte(at + 1);
        int header = length == 126 ? 4 : 2;
        int bytes = length == 126 ? memory.getUnsignedShort(at + 2) : length;
        String text = memory.toString(at + header, bytes, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
          told.add(new JsonObject(text));
        }
        at += header + bytes;
      }
      return to;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void tooSlow() {
      throw new AssertionError("it takes everything");
    }

    @Override
    public void close(CloseCode code, String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public String remoteAddress() {
      return "192.0.2.1";
    }
  }
}
