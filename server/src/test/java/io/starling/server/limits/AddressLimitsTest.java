package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressLimitsTest {

  private static final String HERE = "127.0.0.7";

  private final TestClock clock = new TestClock();
  private final AddressLimits limits = new AddressLimits(RateLimits.DEFAULT, clock);

  @ParameterizedTest
  @EnumSource
  void givesTenTimesWhatOneConnectionMaySend(Kind kind) {
    int burst = 10 * kind.usual().burst();

    assertThat(limits.tryTake(HERE, kind, burst + 1)).isFalse();
    assertThat(limits.tryTake(HERE, kind, burst)).isTrue();
    assertThat(limits.tryTake(HERE, kind, 1)).isFalse();
    clock.passSeconds(60);
    assertThat(limits.tryTake(HERE, kind, Math.min(burst, 10 * kind.usual().perMinute()))).isTrue();
  }

  @Test
  void countsAddressesAndKindsApart() {
    assertThat(limits.tryTake(HERE, Kind.SETTINGS, 200)).isTrue();

    assertThat(limits.tryTake("127.0.0.8", Kind.SETTINGS, 200)).isTrue();
    assertThat(limits.tryTake(HERE, Kind.VOICE, 1_000)).isTrue();
    assertThat(limits.tryTake(HERE, Kind.SETTINGS, 1)).isFalse();
  }

  @Test
  void saysWhenThereAreSoManyAgain() {
    limits.tryTake(HERE, Kind.AUTHENTICATION, 50);

    int wait = limits.retryAfterSeconds(HERE, Kind.AUTHENTICATION, 5);

    assertThat(wait).isEqualTo(3);
    clock.passSeconds(wait - 1);
    assertThat(limits.tryTake(HERE, Kind.AUTHENTICATION, 5)).isFalse();
    clock.passSeconds(1);
    assertThat(limits.tryTake(HERE, Kind.AUTHENTICATION, 5)).isTrue();
  }

  @Test
  void forgetsAnAddressThatIsSilent() {
    limits.tryTake(HERE, Kind.MESSAGES, 1);

    clock.pass(Duration.ofSeconds(59));
    assertThat(limits.size()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));

    assertThat(limits.size()).isZero();
  }

  @Test
  void remembersAnAddressUntilItsBurstsAreWhole() {
    var slow = new AddressLimits(RateLimits.DEFAULT.with(Kind.SETTINGS, new Rate(1, 5)), clock);
    slow.tryTake(HERE, Kind.SETTINGS, 50);

    clock.pass(Duration.ofMinutes(4));

    assertThat(slow.tryTake(HERE, Kind.SETTINGS, 41)).isFalse();
    assertThat(slow.tryTake(HERE, Kind.SETTINGS, 40)).isTrue();
  }

  @Test
  void remembersNoMoreAddressesThanItMay() {
    var small = new AddressLimits(RateLimits.DEFAULT, clock, 100);

    IntStream.range(0, 10_000).forEach(i -> small.tryTake("10.0.0." + i, Kind.MESSAGES, 1));

    assertThat(small.size()).isBetween(1L, 100L);
  }

  @Test
  void givesNoMoreToManyThreads() throws Exception {
    int threads = 4;
    var begin = new CountDownLatch(1);
    int taken = 0;
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var counts =
          IntStream.range(0, threads)
              .mapToObj(_ -> executor.submit(() -> takeAfter(begin, 1_000)))
              .toList();
      begin.countDown();
      for (Future<Integer> count : counts) {
        taken += count.get();
      }
    }

    assertThat(taken).isEqualTo(1_000);
  }

  private int takeAfter(CountDownLatch begin, int attempts) throws InterruptedException {
    begin.await();
    return (int)
        IntStream.range(0, attempts).filter(_ -> limits.tryTake(HERE, Kind.MESSAGES, 1)).count();
  }
}
