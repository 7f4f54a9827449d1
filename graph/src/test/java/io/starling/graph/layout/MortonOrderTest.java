package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MortonOrderTest {
  private final Cube cube = new Cube();

  @Test
  void interleavesTheAxesWithXLowest() {
    Coordinates corners = Coordinates.zero(8);
    for (int corner = 0; corner < 8; corner++) {
      corners.set(7 - corner, corner & 1, corner >> 1 & 1, corner >> 2);
    }

    MortonOrder order = sorted(corners);

    assertThat(order.order()).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
  }

  @Test
  void keepsTheOrderOfEqualPoints() {
    MortonOrder order = sorted(Coordinates.zero(1_000));

    assertThat(order.order()).containsExactly(IntStream.range(0, 1_000).toArray());
  }

  @Test
  void holdsEveryBodyOnceWithAscendingKeys() {
    MortonOrder order = sorted(Graphs.cloud(5_000, 100, new SplittableRandom(3)));

    assertThat(order.order().clone())
        .containsExactlyInAnyOrder(IntStream.range(0, 5_000).toArray());
    assertThat(order.keys()).isSorted();
  }

  private MortonOrder sorted(Coordinates at) {
    MortonOrder order = new MortonOrder(at.count());
    cube.enclose(at);
    order.computeKeys(at, cube, 0, at.count());
    order.sort();
    return order;
  }
}
