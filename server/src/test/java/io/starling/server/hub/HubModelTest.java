package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.starling.server.metrics.HubMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random schedules against a simple model, see {@link ModelWorld}. A finding names its seed; {@code
 * -Dhub.model.seed=N} runs that one alone, {@code -Dhub.model.schedules=N} so many.
 */
class HubModelTest {

  @Test
  void keepsItsContractsUnderAllSchedules() {
    int schedules = Integer.getInteger("hub.model.schedules", 20_000);
    long first = Long.getLong("hub.model.seed", 0);
    long last = first == 0 ? schedules : first;
    long gaps = 0;
    long conflations = 0;
    long late = 0;
    long blocked = 0;
    long tooSlow = 0;

    for (long seed = Math.max(first, 1); seed <= last; seed++) {
      HubMetrics metrics = ModelWorld.run(seed, Fault.NONE);
      gaps += metrics.gaps.sum();
      conflations += metrics.conflations.sum();
      late += metrics.late.sum();
      blocked += metrics.blocked.sum();
      tooSlow += metrics.tooSlow.sum();
    }

    // That the schedules get to where it is difficult.
    if (first == 0) {
      assertThat(gaps).isGreaterThan(schedules / 10);
      assertThat(conflations).isGreaterThan(schedules / 10);
      assertThat(late).isGreaterThan(schedules / 10);
      assertThat(blocked).isGreaterThan(schedules);
      assertThat(tooSlow).isGreaterThan(schedules / 1_000);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void hasACheckerThatFindsEveryFault(Fault fault) {
    Throwable finding = null;

    for (long seed = 1; seed <= 3_000 && finding == null; seed++) {
      long each = seed;
      finding = catchThrowable(() -> ModelWorld.run(each, fault));
    }

    assertThat(finding).isInstanceOf(AssertionError.class);
  }
}
