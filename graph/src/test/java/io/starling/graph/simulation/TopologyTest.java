package io.starling.graph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.layout.LayoutGraph;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private final Topology topology = new Topology(GraphSamples.chain(5, 70, 900));

  @Test
  void numbersNodesByTheRankOfTheirIds() {
    assertThat(topology.indexOf(5)).isZero();
    assertThat(topology.indexOf(900)).isEqualTo(2);
    assertThat(topology.indexOf(6)).isNegative();
  }

  @Test
  void handsKnownPlacesOnAndLeavesNewNodesWithoutOne() {
    PositionsSnapshot known =
        new PositionsSnapshot(
            1, new int[] {1, 70}, new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});

    LayoutGraph graph = topology.layoutGraph(known);

    assertThat(graph.positions().x()).containsExactly(Float.NaN, 2, Float.NaN);
    assertThat(graph.positions().y()[1]).isEqualTo(4);
    assertThat(graph.positions().z()[1]).isEqualTo(6);
    assertThat(graph.sources()).containsExactly(0, 1);
    assertThat(graph.targets()).containsExactly(1, 2);
  }

  @Test
  void isTheSameWhenOnlyTextsDiffer() {
    assertThat(
            topology.sameAs(new Topology(GraphSamples.relabelled(GraphSamples.chain(5, 70, 900)))))
        .isTrue();
    assertThat(topology.sameAs(new Topology(GraphSamples.chain(5, 70)))).isFalse();
  }
}
