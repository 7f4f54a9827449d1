package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BurstTest {
  private static final long QUIET = Duration.ofMillis(50).toNanos();
  private static final long PATIENCE = Duration.ofMillis(250).toNanos();

  private final Burst burst = new Burst(FolderOptions.DEFAULT);

  @Test
  void isOverAfterQuiet() {
    burst.add(Path.of("a.md"), 0);
    burst.add(Path.of("b.md"), QUIET - 1);

    assertThat(burst.remainingNanos(QUIET)).isEqualTo(QUIET - 1);
    assertThat(burst.remainingNanos(2 * QUIET - 1)).isZero();
  }

  @Test
  void isOverAfterPatienceHoweverLongItGoesOn() {
    for (long now = 0; now < PATIENCE; now += QUIET / 2) {
      burst.add(Path.of("a.md"), now);
    }

    assertThat(burst.remainingNanos(PATIENCE)).isNotPositive();
  }

  @Test
  void givesEachPathOnceAndBeginsAnew() {
    burst.add(Path.of("a.md"), 0);
    burst.add(Path.of("b.md"), 1);
    burst.add(Path.of("a.md"), 2);

    assertThat(burst.drain())
        .isEqualTo(new Burst.Changes(false, Set.of(Path.of("a.md"), Path.of("b.md"))));
    assertThat(burst.isEmpty()).isTrue();
    burst.add(Path.of("c.md"), 10 * PATIENCE);
    assertThat(burst.remainingNanos(10 * PATIENCE)).isEqualTo(QUIET);
  }

  @Test
  void becomesEverythingWhenItCannotNameItsPaths() {
    burst.add(Path.of("a.md"), 0);
    burst.addEverything(1);

    assertThat(burst.drain()).isEqualTo(new Burst.Changes(true, Set.of()));
  }

  @Test
  void becomesEverythingWhenPathsAreTooMany() {
    for (int i = 0; i < 10_000; i++) {
      burst.add(Path.of(i + ".md"), i);
    }

    assertThat(burst.drain()).isEqualTo(new Burst.Changes(true, Set.of()));
  }
}
