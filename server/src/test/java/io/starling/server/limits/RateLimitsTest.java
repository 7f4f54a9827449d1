package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.server.metrics.TrafficMetrics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "MESSAGES, 600, 100",
    "POSITIONS, 300, 50",
    "DRAGGING, 3750, 50",
    "AGENTS, 3600, 120",
    "VOICE, 3000, 100",
    "SETTINGS, 120, 20",
    "AUTHENTICATION, 10, 5"
  })
  void isSetByTheDefaultsOfChapterFour(Kind kind, int perMinute, int burst) {
    assertThat(RateLimits.DEFAULT.of(kind)).isEqualTo(new Rate(perMinute, burst));
  }

  @Test
  void hasARateForEachKind() {
    assertThatThrownBy(() -> new RateLimits(Map.of(Kind.VOICE, new Rate(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesOneKindOnly() {
    RateLimits changed = RateLimits.DEFAULT.with(Kind.VOICE, new Rate(1, 2));

    assertThat(changed.of(Kind.VOICE)).isEqualTo(new Rate(1, 2));
    assertThat(changed.with(Kind.VOICE, Kind.VOICE.usual())).isEqualTo(RateLimits.DEFAULT);
  }

  @Test
  void countsNoFurtherThanItCan() {
    assertThat(RateLimits.BENCH.times(10).of(Kind.MESSAGES))
        .isEqualTo(new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void isWholeAgainWhenItsSlowestBurstIs() {
    assertThat(RateLimits.DEFAULT.refill()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void isCountedByKind(Kind kind) {
    var metrics = new TrafficMetrics();

    metrics.overRate.increment(kind.label());

    assertThat(metrics.overRate.sum(kind.label())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void refusalsAreCountedByBound(Admission.Bound bound) {
    var metrics = new TrafficMetrics();

    assertThatCode(() -> metrics.connectionsRefused.increment(bound.label()))
        .doesNotThrowAnyException();
  }
}
