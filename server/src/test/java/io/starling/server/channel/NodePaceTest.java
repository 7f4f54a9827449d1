package io.starling.server.channel;

import static io.starling.server.channel.Samples.edge;
import static io.starling.server.channel.Samples.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import io.starling.graph.model.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodePaceTest {

  private static final long SECOND = NodePace.INTERVAL.toNanos();

  private final NodePace pace = new NodePace();

  private Graph graph = Samples.graph(1, List.of(page(1, "a", 0.1f), page(2, "b", 0.1f)));

  @Test
  void tellsOfANodeAtOnceWhenItHasBeenQuiet() {
    GraphChange change = become(page(1, "a", 0.2f), page(2, "b", 0.1f));

    assertThat(pace.take(change, 0)).isSameAs(change);
    assertThat(pace.isHolding()).isFalse();
  }

  @Test
  void holdsWhatComesTooSoonAndTellsTheNewest() {
    pace.take(become(page(1, "a", 0.2f), page(2, "b", 0.1f)), 0);

    GraphChange second = pace.take(become(page(1, "a", 0.3f), page(2, "b", 0.1f)), 10);
    GraphChange third = pace.take(become(page(1, "a", 0.4f), page(2, "b", 0.5f)), SECOND - 1);

    assertThat(second.nodes()).isEmpty();
    assertThat(third.nodes()).extracting(Node::id).containsExactly(2);
    assertThat(pace.due(graph, SECOND - 1)).isEmpty();
    assertThat(pace.isHolding()).isTrue();

    GraphChange due = pace.due(graph, SECOND).orElseThrow();
    assertThat(due.nodes()).containsExactly(page(1, "a", 0.4f));
    assertThat(pace.isHolding()).isFalse();
  }

  @Test
  void countsTheIntervalFromWhatWasToldLast() {
    pace.take(become(page(1, "a", 0.2f), page(2, "b", 0.1f)), 0);
    pace.take(become(page(1, "a", 0.3f), page(2, "b", 0.1f)), 10);
    pace.due(graph, SECOND);

    GraphChange soon = pace.take(become(page(1, "a", 0.4f), page(2, "b", 0.1f)), SECOND + 10);

    assertThat(soon.nodes()).isEmpty();
    assertThat(pace.due(graph, 2 * SECOND)).isPresent();
  }

  @Test
  void neverHoldsEdgesNorWhatGoes() {
    pace.take(become(page(1, "a", 0.2f), page(2, "b", 0.1f)), 0);
    pace.take(become(page(1, "a", 0.3f), page(2, "b", 0.1f)), 10);

    GraphChange change =
        pace.take(
            become(
                Samples.graph(9, List.of(page(2, "b", 0.2f), page(3, "c", 0.2f)), edge(1, 2, 3))),
            20);

    assertThat(change.removedNodes()).containsExactly(1);
    assertThat(change.edges()).hasSize(1);
    assertThat(change.nodes()).extracting(Node::id).containsExactly(2, 3);
    assertThat(pace.isHolding()).isFalse();
  }

  private GraphChange become(Node... nodes) {
    return become(Samples.graph(graph.version() + 1, List.of(nodes)));
  }

  private GraphChange become(Graph next) {
    GraphChange change = GraphChange.between(graph, next);
    graph = next;
    return change;
  }
}
