package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.metrics.TrafficMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViolationsTest {

  private static final Offender ADA = new Offender("127.0.0.7", "ada");

  private final TestClock clock = new TestClock();
  private final Bans bans = new Bans(clock, new TrafficMetrics());
  private final Offences offences = new Offences(bans, clock);
  private final Violations violations = new Violations(offences, clock);

  @Test
  void countsOneASecond() {
    assertThat(violated()).isEqualTo(new Outcome.Warn(1));
    clock.pass(Duration.ofMillis(999));
    assertThat(violated()).isEqualTo(new Outcome.Silent());
    clock.pass(Duration.ofMillis(1));
    assertThat(violated()).isEqualTo(new Outcome.Warn(2));
  }

  @Test
  void bansTheTenthWithinTenMinutes() {
    for (int i = 1; i <= 9; i++) {
      assertThat(violated()).isEqualTo(new Outcome.Warn(i));
      clock.passSeconds(60);
    }
    clock.passSeconds(59);

    assertThat(violated())
        .isEqualTo(new Outcome.Banned(10, new Ban(1, ADA, "rate of messages", 600)));
    assertThat(bans.find("127.0.0.7", "ada")).isPresent();
  }

  @Test
  void bansNobodyWhoseTenTakeLonger() {
    for (int i = 1; i <= 9; i++) {
      violated();
      clock.passSeconds(60);
    }
    clock.passSeconds(61);

    assertThat(violated()).isEqualTo(new Outcome.Warn(9));
    assertThat(bans.list()).isEmpty();
  }

  @Test
  void addsUpOverTheConnectionsOfAnOffender() {
    for (int i = 1; i <= 9; i++) {
      assertThat(new Violations(offences, clock).violated(ADA, Kind.VOICE))
          .isEqualTo(new Outcome.Warn(i));
    }

    assertThat(violated()).isInstanceOf(Outcome.Banned.class);
  }

  @Test
  void countsOffendersApart() {
    for (int i = 0; i < 9; i++) {
      violated();
      clock.passSeconds(1);
    }

    assertThat(violations.violated(new Offender("127.0.0.8", "ada"), Kind.MESSAGES))
        .isEqualTo(new Outcome.Warn(1));
    clock.passSeconds(1);
    assertThat(violations.violated(new Offender("127.0.0.7", "bob"), Kind.MESSAGES))
        .isEqualTo(new Outcome.Warn(1));
    assertThat(bans.list()).isEmpty();
  }

  @Test
  void countsAnewAfterABan() {
    for (int i = 0; i < 10; i++) {
      violated();
      clock.passSeconds(1);
    }

    assertThat(violated()).isEqualTo(new Outcome.Warn(1));
    assertThat(bans.list()).hasSize(1);
  }

  @Test
  void forgetsWhoKeepsToTheLimits() {
    violated();

    clock.pass(Offences.WINDOW);

    assertThat(offences.size()).isZero();
  }

  @Test
  void remembersNoMoreOffendersThanItMay() {
    var small = new Offences(bans, clock, 100);

    IntStream.range(0, 10_000).forEach(i -> small.count(new Offender("10." + i, "ada"), "rate"));

    assertThat(small.size()).isBetween(1L, 100L);
  }

  @Test
  void losesNoneOfManyThreads() {
    try (var executor = Executors.newFixedThreadPool(4)) {
      IntStream.range(0, 1_000).forEach(_ -> executor.execute(() -> offences.count(ADA, "rate")));
    }

    assertThat(bans.list()).extracting(Ban::id).containsExactly(100L);
  }

  private Outcome violated() {
    return violations.violated(ADA, Kind.MESSAGES);
  }
}
