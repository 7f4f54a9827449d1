package io.starling.server.channel;

import static io.starling.server.channel.Samples.edge;
import static io.starling.server.channel.Samples.page;
import static io.starling.server.channel.Samples.searching;
import static io.starling.server.channel.Samples.tagged;
import static io.starling.server.channel.Samples.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.model.Graph;
import io.starling.graph.model.NodeKind;
import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {

  private static final int BEST = 1;
  private static final int GOOD = 2;
  private static final int POOR = 3;
  private static final int TAG = 4;
  private static final int CLASS = 5;
  private static final int AGENT = 6;

  private final Graph graph =
      Samples.graph(
          1,
          List.of(
              page(BEST, "Best", 0.9f, "Red", "blue"),
              page(GOOD, "Good", 0.6f, "blue"),
              page(POOR, "Poor", 0.1f),
              Samples.of(TAG, NodeKind.TAG, "tag:red"),
              Samples.of(CLASS, NodeKind.CLASS, "http://example.org/Best"),
              Samples.of(AGENT, NodeKind.AGENT, "agent:one")),
          edge(1, BEST, GOOD),
          edge(2, GOOD, POOR),
          edge(3, GOOD, TAG));

  private final PositionsSnapshot positions =
      new PositionsSnapshot(
          1,
          new int[] {BEST, GOOD, POOR},
          new float[] {0, 10, 100},
          new float[] {0, 0, 0},
          new float[] {0, 0, 0});

  @Test
  void isAllWithoutAFilter() {
    Visible all = visible(Filter.ALL);

    assertThat(all.count()).isEqualTo(6);
    assertThat(all.total()).isEqualTo(6);
  }

  @Test
  void keepsOneOfTheGraphs() {
    assertThat(ids(of(GraphKind.ONTOLOGY))).containsExactly(CLASS);
    assertThat(ids(of(GraphKind.KNOWLEDGE))).containsExactly(BEST, GOOD, POOR, TAG, AGENT);
  }

  @Test
  void keepsTheGoodIncludingTheThreshold() {
    var filter =
        new Filter(true, 0.5, GraphKind.ALL, List.of(), List.of(), "", Filter.UNLIMITED, null);

    assertThat(ids(filter)).containsExactly(BEST, GOOD, TAG, CLASS, AGENT);
  }

  @Test
  void keepsKindsAndTypes() {
    assertThat(ids(typed("page"))).containsExactly(BEST, GOOD, POOR);
    assertThat(ids(typed("class", "agent"))).containsExactly(CLASS, AGENT);
    assertThat(ids(typed("Knowledge"))).containsExactly(BEST, GOOD, POOR, TAG);
    assertThat(ids(typed("nonsense"))).isEmpty();
  }

  @Test
  void keepsTheTaggedAndTheTagWhateverItsCase() {
    assertThat(ids(tagged("RED"))).containsExactly(BEST, TAG);
    assertThat(ids(tagged("#blue"))).containsExactly(BEST, GOOD);
    assertThat(ids(tagged("red", "blue"))).containsExactly(BEST, GOOD, TAG);
  }

  @Test
  void findsInLabelAndName() {
    assertThat(ids(searching("BEST"))).containsExactly(BEST, CLASS);
    assertThat(ids(searching(".md"))).containsExactly(BEST, GOOD, POOR);
  }

  @Test
  void keepsTheBestThenTheWellLinked() {
    assertThat(ids(atMost(1))).containsExactly(BEST);
    assertThat(ids(atMost(3))).containsExactly(BEST, GOOD, TAG);
    assertThat(visible(atMost(3)).total()).isEqualTo(6);
  }

  @Test
  void keepsWhatLiesInABallAndOnIt() {
    var ball = new Filter.Sphere(0, 0, 0, 10);
    var filter =
        new Filter(true, 0, GraphKind.ALL, List.of(), List.of(), "", Filter.UNLIMITED, ball);

    assertThat(ids(filter)).containsExactly(BEST, GOOD);
  }

  @Test
  void seesAnEdgeWhereBothEndsAre() {
    Visible best = visible(tagged("blue"));

    assertThat(best.has(edge(1, BEST, GOOD))).isTrue();
    assertThat(best.has(edge(2, GOOD, POOR))).isFalse();
  }

  private static Filter of(GraphKind kind) {
    return new Filter(true, 0, kind, List.of(), List.of(), "", Filter.UNLIMITED, null);
  }

  private static Filter atMost(int count) {
    return new Filter(true, 0, GraphKind.ALL, List.of(), List.of(), "", count, null);
  }

  private Visible visible(Filter filter) {
    return Visible.of(graph, filter, positions);
  }

  private List<Integer> ids(Filter filter) {
    return visible(filter).ids().stream().boxed().toList();
  }
}
