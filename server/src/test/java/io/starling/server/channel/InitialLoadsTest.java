package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import io.starling.graph.simulation.Simulation;
import io.starling.protocol.message.Filter;
import io.starling.server.channel.InitialLoads.Frozen;
import io.starling.server.hub.DeflaterPool;
import io.starling.server.hub.Hub;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.testing.HandLoop;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InitialLoadsTest {

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final HandLoop clock = new HandLoop();
  private final DeflaterPool deflaters =
      new Hub(allocator, new HubMetrics(), clock::nanoTime).deflaters();
  private final Simulation simulation = new Simulation(LayoutParameters.defaults(), 1);

  @AfterEach
  void stop() {
    simulation.start();
    simulation.close();
  }

  @Test
  void encodesOnceForAllWhoAskWithinASecond() {
    try (var loads = new InitialLoads(live(3), allocator, deflaters, clock)) {
      Frozen one = loads.load(Filter.ALL, false, Samples.TEXT, 0);
      clock.pass(Duration.ofMillis(900));
      Frozen two = loads.load(Filter.ALL, false, Samples.TEXT, 0);

      assertThat(two.frames().getFirst().memoryAddress())
          .isEqualTo(one.frames().getFirst().memoryAddress());
      release(one, two);
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void encodesAnewWhatIsOlder() {
    try (var loads = new InitialLoads(live(3), allocator, deflaters, clock)) {
      Frozen one = loads.load(Filter.ALL, false, Samples.TEXT, 0);
      clock.pass(Duration.ofMillis(1_100));
      Frozen two = loads.load(Filter.ALL, false, Samples.TEXT, 0);

      assertThat(two.frames().getFirst().memoryAddress())
          .isNotEqualTo(one.frames().getFirst().memoryAddress());
      release(one, two);
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void givesNoLoadOfAnOlderGraphThanIsAskedFor() {
    LiveGraph live = live(3);
    try (var loads = new InitialLoads(live, allocator, deflaters, clock)) {
      Frozen before = loads.load(Filter.ALL, false, Samples.TEXT, 1);
      live.change(GraphChange.between(live.graph(), graph(2, 5)), _ -> {});

      Frozen after = loads.load(Filter.ALL, false, Samples.TEXT, 2);

      assertThat(before.visible()).isEqualTo(3);
      assertThat(after.visible()).isEqualTo(5);
      assertThat(LoadIT.ids(json(after.frames().getFirst()))).containsExactly(1, 2, 3, 4, 5);
      release(before, after);
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void keepsOnlySoManyAtOnce() {
    try (var loads = new InitialLoads(live(1), allocator, deflaters, clock)) {
      for (int i = 0; i < 100; i++) {
        release(loads.load(Samples.searching("word " + i), false, Samples.TEXT, 0));
      }

      assertThat(allocator.metric().usedDirectMemory()).isLessThanOrEqualTo(16 * 64 * 1024);
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void dividesIntoPartsWhoseEdgesAreKnown() {
    try (var loads = new InitialLoads(live(4_001), allocator, deflaters, clock)) {
      Frozen whole = loads.load(Filter.ALL, false, Samples.TEXT, 0);
      Frozen inParts = loads.load(Filter.ALL, true, Samples.TEXT, 0);

      assertThat(whole.frames()).hasSize(1);
      assertThat(inParts.frames()).hasSize(3);
      int seen = 0;
      int edges = 0;
      for (ByteBuf frame : inParts.frames()) {
        JsonObject part = json(frame);
        seen = LoadIT.ids(part).getLast();
        for (JsonObject edge : LoadIT.objects(part.getJsonArray("edges"))) {
          assertThat(Math.max(edge.getInteger("source"), edge.getInteger("target")))
              .isLessThanOrEqualTo(seen);
          edges++;
        }
      }
      assertThat(seen).isEqualTo(4_001);
      assertThat(edges).isEqualTo(4_000);
      release(whole, inParts);
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  private LiveGraph live(int nodes) {
    return new LiveGraph(graph(1, nodes), simulation);
  }

  /** A chain. */
  private static Graph graph(long version, int count) {
    List<Node> nodes =
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> Samples.page(id, "page-" + id, 0.5f))
            .toList();
    return Graph.of(
        version,
        nodes,
        IntStream.range(1, count).mapToObj(id -> Samples.edge(id, id, id + 1)).toList());
  }

  private static JsonObject json(ByteBuf frame) {
    String text = frame.toString(StandardCharsets.UTF_8);
    return new JsonObject(text.substring(text.indexOf('{')));
  }

  private static void release(Frozen... loads) {
    for (Frozen load : loads) {
      load.frames().forEach(ByteBuf::release);
    }
  }
}
