package io.starling.server.channel;

import static io.starling.server.channel.Samples.edge;
import static io.starling.server.channel.Samples.page;
import static io.starling.server.channel.Samples.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.simulation.Simulation;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.ServerMessage.GraphUpdate;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilteredChangeTest {

  private final Graph before =
      Samples.graph(
          1,
          List.of(page(1, "a", 0.5f, "red"), page(2, "b", 0.5f, "red"), page(3, "c", 0.5f)),
          edge(1, 1, 2),
          edge(2, 2, 3));

  private final Simulation simulation = new Simulation(LayoutParameters.defaults(), 1);
  private final LiveGraph live = new LiveGraph(before, simulation);

  @AfterEach
  void stop() {
    simulation.start();
    simulation.close();
  }

  @Test
  void tellsWhatEnters() {
    JsonObject update =
        change(
            tagged("red"),
            Samples.graph(
                2,
                List.of(
                    page(1, "a", 0.5f, "red"),
                    page(2, "b", 0.5f, "red"),
                    page(3, "c", 0.5f, "red")),
                edge(1, 1, 2),
                edge(2, 2, 3)));

    assertThat(LoadIT.ids(update)).containsExactly(3);
    assertThat(edgeIds(update)).containsExactly(2);
    assertThat(update.getJsonArray("removedNodes")).isEmpty();
    assertThat(update.getInteger("visible")).isEqualTo(3);
  }

  @Test
  void tellsWhatLeaves() {
    JsonObject update =
        change(
            tagged("red"),
            Samples.graph(
                2,
                List.of(page(1, "a", 0.5f, "red"), page(2, "b", 0.5f), page(3, "c", 0.5f)),
                edge(1, 1, 2),
                edge(2, 2, 3)));

    assertThat(LoadIT.ids(update)).isEmpty();
    assertThat(update.getJsonArray("removedNodes")).containsExactly(2);
    assertThat(update.getJsonArray("removedEdges")).containsExactly(1);
    assertThat(update.getInteger("visible")).isEqualTo(1);
    assertThat(update.getInteger("total")).isEqualTo(3);
  }

  @Test
  void tellsWhatIsAnotherThanBefore() {
    JsonObject update =
        change(
            Filter.ALL,
            Samples.graph(
                2,
                List.of(page(1, "a", 0.9f, "red"), page(2, "b", 0.5f, "red"), page(3, "c", 0.5f)),
                edge(1, 1, 2),
                edge(7, 1, 3)));

    assertThat(LoadIT.ids(update)).containsExactly(1);
    assertThat(edgeIds(update)).containsExactly(7);
    assertThat(update.getJsonArray("removedEdges")).containsExactly(2);
    assertThat(update.getLong("seq")).isEqualTo(41);
  }

  @Test
  void saysNothingOfWhatIsHiddenBeforeAndAfter() {
    var differences = new FilteredChange(live, tagged("red"));

    Optional<GraphUpdate> update =
        differences.of(
            changeTo(
                Samples.graph(
                    2,
                    List.of(
                        page(1, "a", 0.5f, "red"),
                        page(2, "b", 0.5f, "red"),
                        page(3, "c", 0.9f, "green")),
                    edge(1, 1, 2),
                    edge(2, 2, 3))),
            41,
            0);

    assertThat(update).isEmpty();
  }

  private JsonObject change(Filter filter, Graph after) {
    var differences = new FilteredChange(live, filter);
    ByteBuf out = Unpooled.buffer();
    Dialect.GRAPH.encode(differences.of(changeTo(after), 41, 0).orElseThrow(), out);
    return new JsonObject(out.toString(StandardCharsets.UTF_8));
  }

  private GraphChange changeTo(Graph after) {
    GraphChange change = GraphChange.between(before, after);
    live.change(change, _ -> {});
    return change;
  }

  private static List<Integer> edgeIds(JsonObject update) {
    return LoadIT.objects(update.getJsonArray("edges")).stream()
        .map(edge -> edge.getInteger("id"))
        .toList();
  }
}
