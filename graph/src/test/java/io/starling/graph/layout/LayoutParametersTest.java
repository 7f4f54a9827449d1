package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutParametersTest {

  @ParameterizedTest
  @ValueSource(floats = {-0.01f, 1.01f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesDampingOutOfRange(float damping) {
    assertThatThrownBy(
            () ->
                new LayoutParameters(
                    true, damping, 0.1f, 15, 24, 0.001f, 0, 900, 1, 450, 10_000, 0.8f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("damping is " + damping + ", which is not in [0.0, 1.0]");
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 0, -1, 100_001})
  void refusesIterationsOutOfRange(int iterations) {
    assertThatThrownBy(() -> LayoutParameters.defaults().withIterations(iterations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("iterations is ");
  }

  @Test
  void changesOneValueOnly() {
    LayoutParameters changed =
        LayoutParameters.defaults().withEnabled(false).withIterations(10).withEnabled(true);

    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("iterations")
        .isEqualTo(LayoutParameters.defaults());
    assertThat(changed.iterations()).isEqualTo(10);
  }
}
