package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CoolingTest {
  private static final float FAST = 100;

  private final Cooling cooling = new Cooling(LayoutParameters.defaults().withIterations(100));

  @Test
  void isAtRestBeforeItIsHeated() {
    assertThat(cooling.atRest()).isTrue();
    assertThat(cooling.temperature()).isZero();
  }

  @Test
  void restsAfterTheIterationsOfTheParameters() {
    cooling.heat(1);

    cool(99, FAST);

    assertThat(cooling.atRest()).isFalse();
    cooling.cool(FAST);
    assertThat(cooling.atRest()).isTrue();
  }

  @Test
  void fallsFromTheFullTemperature() {
    cooling.heat(1);

    float full = cooling.temperature();
    cool(50, FAST);
    float half = cooling.temperature();

    assertThat(full).isEqualTo(1);
    assertThat(half).isEqualTo(0.75f);
  }

  @Test
  void restsEarlyWhenNothingMovesForAWhile() {
    cooling.heat(1);

    cool(30, 0);

    assertThat(cooling.atRest()).isTrue();
  }

  @Test
  void isNotCooledByALowerHeat() {
    cooling.heat(1);
    cooling.heat(0.2f);

    assertThat(cooling.temperature()).isEqualTo(1);
  }

  @Test
  void keepsItsShareWhenTheIterationsChange() {
    cooling.heat(1);
    cool(50, FAST);

    cooling.apply(LayoutParameters.defaults().withIterations(1_000));

    assertThat(cooling.temperature()).isEqualTo(0.75f);
  }

  @Test
  void refusesAHeatOutOfRange() {
    assertThatThrownBy(() -> cooling.heat(1.1f)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cooling.heat(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  private void cool(int steps, float fastest) {
    for (int step = 0; step < steps; step++) {
      cooling.cool(fastest);
    }
  }
}
