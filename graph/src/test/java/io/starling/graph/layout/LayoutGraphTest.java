package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutGraphTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void refusesAnEdgeToANodeThatIsNotThere(int target) {
    assertThatThrownBy(() -> Graphs.edges(Coordinates.zero(3), new int[] {0}, new int[] {target}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node index " + target + " is not in [0, 3)");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesAWeightThatIsNotPositive(float weight) {
    assertThatThrownBy(
            () ->
                new LayoutGraph(
                    Coordinates.zero(2), new int[] {0}, new int[] {1}, new float[] {weight}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight " + weight + " is not positive and finite");
  }

  @Test
  void refusesListsOfDifferentLength() {
    assertThatThrownBy(
            () -> new LayoutGraph(Coordinates.zero(2), new int[1], new int[2], new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Coordinates(new float[1], new float[2], new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
