package io.starling.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {

  @Test
  void hasThePresetsOfChapterFour() {
    assertThat(Heartbeat.DEFAULT).isEqualTo(of(30, 60, 120));
    assertThat(Heartbeat.SLOW).isEqualTo(of(15, 30, 60));
    assertThat(Heartbeat.FAST).isEqualTo(of(2, 5, 10));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 2", "2, 1, 3", "1, 3, 2", "1, 2, 3601", "-1, 1, 1"})
  void refusesWhatMakesNoSense(int interval, int warn, int timeout) {
    assertThatThrownBy(() -> of(interval, warn, timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heartbeat needs");
  }

  private static Heartbeat of(int interval, int warn, int timeout) {
    return new Heartbeat(
        Duration.ofSeconds(interval), Duration.ofSeconds(warn), Duration.ofSeconds(timeout));
  }
}
