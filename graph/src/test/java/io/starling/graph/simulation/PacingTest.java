package io.starling.graph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacingTest {
  private final Pacing pacing = new Pacing();

  @Test
  void startsSixtyQuickStepsASecondWhateverTheyTake() {
    pacing.begin(0);

    long start = 0;
    for (int step = 0; step < 60; step++) {
      start = pacing.next(start + 1_000, start + 3_000_000);
    }

    assertThat(start).isEqualTo(60 * Pacing.SLOT_NANOS);
  }

  @Test
  void leavesThreeTenthsOfTheTimeToOthersWhenStepsAreSlow() {
    pacing.begin(0);

    long next = pacing.next(0, 70_000_000);

    assertThat(next).isEqualTo(100_000_000);
  }

  @Test
  void doesNotCatchUpOnLostTime() {
    pacing.begin(0);
    long late = pacing.next(0, 700_000_000);

    long next = pacing.next(late, late + 1_000_000);

    assertThat(next).isEqualTo(late + Pacing.SLOT_NANOS);
  }

  @Test
  void beginsAnewAfterSleep() {
    pacing.begin(0);
    pacing.begin(5_000_000_000L);

    assertThat(pacing.next(5_000_000_000L, 5_001_000_000L))
        .isEqualTo(5_000_000_000L + Pacing.SLOT_NANOS);
  }
}
