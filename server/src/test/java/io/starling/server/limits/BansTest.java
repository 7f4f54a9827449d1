package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.metrics.TrafficMetrics;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BansTest {

  private static final Offender ADA = new Offender("127.0.0.7", "ada");
  private static final Offender BOB = new Offender("127.0.0.7", "bob");

  private final TestClock clock = new TestClock();
  private final TrafficMetrics metrics = new TrafficMetrics();
  private final Bans bans = new Bans(clock, metrics);

  @Test
  void lastsSixHundredSeconds() {
    bans.ban(ADA, "rate");

    clock.pass(Duration.ofMinutes(10).minusNanos(1));
    assertThat(bans.find("127.0.0.7", "ada")).contains(new Ban(1, ADA, "rate", 1));
    clock.pass(Duration.ofNanos(1));

    assertThat(bans.find("127.0.0.7", "ada")).isEmpty();
    assertThat(bans.list()).isEmpty();
  }

  @Test
  void meetsTheUserAtTheAddressOnly() {
    bans.ban(ADA, "rate");

    assertThat(bans.find("127.0.0.8", "ada")).isEmpty();
    assertThat(bans.find("127.0.0.7", "bob")).isEmpty();
  }

  @Test
  void saysWholeSecondsRoundedUp() {
    bans.ban(ADA, "rate");

    clock.pass(Duration.ofMillis(1_500));

    assertThat(bans.list()).containsExactly(new Ban(1, ADA, "rate", 599));
  }

  @Test
  void listsTheOneThatEndsFirstFirst() {
    bans.ban(ADA, "rate");
    clock.passSeconds(10);
    bans.ban(BOB, "rate");
    clock.passSeconds(10);
    bans.ban(ADA, "again");

    assertThat(bans.list())
        .containsExactly(new Ban(2, BOB, "rate", 590), new Ban(3, ADA, "again", 600));
  }

  @Test
  void isLifted() {
    bans.ban(ADA, "rate");
    Ban second = bans.ban(BOB, "rate");

    assertThat(bans.lift(second.id())).isTrue();
    assertThat(bans.lift(second.id())).isFalse();
    assertThat(bans.find("127.0.0.7", "bob")).isEmpty();
    assertThat(bans.find("127.0.0.7", "ada")).isPresent();
  }

  @Test
  void liftsNoneThatHasEnded() {
    Ban ended = bans.ban(ADA, "rate");

    clock.pass(Bans.LENGTH);

    assertThat(bans.lift(ended.id())).isFalse();
  }

  @Test
  void endsTheOldestWhereThereAreTooMany() {
    var three = new Bans(clock, metrics, 3);

    IntStream.rangeClosed(1, 5).forEach(i -> three.ban(new Offender("10.0.0." + i, "ada"), "rate"));

    assertThat(three.list()).extracting(Ban::id).containsExactly(3L, 4L, 5L);
  }

  @Test
  void areCounted() {
    bans.ban(ADA, "rate");
    bans.ban(ADA, "rate");

    assertThat(metrics.banned.sum()).isEqualTo(2);
  }
}
