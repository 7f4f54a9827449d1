package io.starling.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void runsEveryIndexOnce(int threads) {
    AtomicIntegerArray runs = new AtomicIntegerArray(10_007);
    try (WorkerTeam team = new WorkerTeam(threads)) {
      for (int round = 0; round < 200; round++) {
        team.forEach(
            runs.length(),
            64,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                runs.incrementAndGet(i);
              }
            });
      }
    }

    for (int i = 0; i < runs.length(); i++) {
      assertThat(runs.get(i)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void throwsWhatAPieceThrewAndGoesOn(int threads) {
    try (WorkerTeam team = new WorkerTeam(threads)) {
      assertThatThrownBy(() -> team.forEach(1_000, 10, WorkerTeamTest::fail))
          .isInstanceOf(IllegalStateException.class);

      AtomicIntegerArray runs = new AtomicIntegerArray(1);
      team.forEach(1_000, 10, (from, to) -> runs.addAndGet(0, to - from));
      assertThat(runs.get(0)).isEqualTo(1_000);
    }
  }

  private static void fail(int from, int to) {
    throw new IllegalStateException("piece " + from + " to " + to);
  }
}
