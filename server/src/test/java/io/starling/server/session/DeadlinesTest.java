package io.starling.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final Clock clock = new Clock();
  private final Deadlines deadlines = new Deadlines(clock);
  private final List<String> done = new ArrayList<>();

  @Test
  void runsWhatIsDueInOrderAndOnce() {
    deadlines.in(seconds(2), () -> done.add("b"));
    deadlines.in(seconds(1), () -> done.add("a"));
    deadlines.in(seconds(9), () -> done.add("c"));

    clock.nanos += seconds(2);
    deadlines.run();
    deadlines.run();

    assertThat(done).containsExactly("a", "b");
    assertThat(deadlines.size()).isEqualTo(1);
  }

  @Test
  void keepsThoseApartThatAreDueAtOnce() {
    deadlines.in(seconds(1), () -> done.add("a"));
    deadlines.in(seconds(1), () -> done.add("b"));
    deadlines.at(5_000, () -> done.add("c"));
    deadlines.at(5_000, () -> done.add("d"));

    clock.nanos += seconds(1);
    clock.millis = 5_000;
    deadlines.run();

    assertThat(done).containsExactly("a", "b", "c", "d");
  }

  @Test
  void keepsNothingOfWhatIsCalledOff() {
    List<Deadlines.Deadline> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(deadlines.in(seconds(i), () -> done.add("x")));
      all.add(deadlines.at(i, () -> done.add("y")));
    }

    all.forEach(Deadlines.Deadline::cancel);
    all.forEach(Deadlines.Deadline::cancel);

    assertThat(deadlines.size()).isZero();
    clock.nanos += seconds(2_000);
    deadlines.run();
    assertThat(done).isEmpty();
  }

  @Test
  void followsOneClockEach() {
    deadlines.in(seconds(10), () -> done.add("monotonic"));
    deadlines.at(10_000, () -> done.add("wall"));

    clock.millis += Duration.ofHours(1).toMillis();
    deadlines.run();
    assertThat(done).containsExactly("wall");

    clock.millis -= Duration.ofHours(2).toMillis();
    clock.nanos += seconds(10);
    deadlines.run();
    assertThat(done).containsExactly("wall", "monotonic");
  }

  @Test
  void runsWhatIsAddedMeanwhileIfItIsDue() {
    deadlines.in(0, () -> deadlines.in(0, () -> done.add("next")));

    deadlines.run();

    assertThat(done).containsExactly("next");
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }

  /** Begins just before its overflow, as a real one may. */
  private static final class Clock implements SessionClock {
    private long nanos = Long.MAX_VALUE - seconds(1);
    private long millis = 1_000;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public long millis() {
      return millis;
    }
  }
}
