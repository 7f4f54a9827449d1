package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
  private final Allowance allowance = new Allowance(new Rate(60, 3), () -> now);

  @Test
  void givesTheBurstAtOnceAndNoMore() {
    assertThat(takeAll()).isEqualTo(3);
  }

  @Test
  void refillsWithTimeThoughTheClockOverflows() {
    takeAll();

    pass(Duration.ofSeconds(2));

    assertThat(takeAll()).isEqualTo(2);
  }

  @Test
  void savesUpNoMoreThanTheBurst() {
    takeAll();

    pass(Duration.ofHours(1));

    assertThat(takeAll()).isEqualTo(3);
  }

  @Test
  void saysWhenThereIsOneAgain() {
    takeAll();

    assertThat(allowance.retryAfterSeconds()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(allowance.take()).isTrue();
  }

  @Test
  void saysWholeSecondsRoundedUp() {
    var slow = new Allowance(new Rate(1, 1), () -> now);
    slow.take();

    pass(Duration.ofMillis(500));

    assertThat(slow.retryAfterSeconds()).isEqualTo(60);
  }

  @Test
  void knowsWhetherThereIsOneWithoutTakingIt() {
    while (allowance.hasAny()) {
      assertThat(allowance.take()).isTrue();
    }

    assertThat(allowance.take()).isFalse();
  }

  @Test
  void isOfARateThatAllowsSomething() {
    assertThatThrownBy(() -> new Rate(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesManyAtOnceOrNone() {
    assertThat(allowance.take(4)).isFalse();
    assertThat(allowance.take(2)).isTrue();
    assertThat(allowance.take(2)).isFalse();

    assertThat(allowance.retryAfterSeconds(3)).isEqualTo(2);
    assertThat(allowance.take()).isTrue();
  }

  @Test
  void saysWhenItIsFullWhereMoreThanTheBurstIsAskedFor() {
    takeAll();

    assertThat(allowance.retryAfterSeconds(1_000)).isEqualTo(3);
  }

  private int takeAll() {
    int taken = 0;
    while (allowance.take()) {
      taken++;
    }
    return taken;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
