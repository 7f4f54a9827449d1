package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TierTest {

  @ParameterizedTest
  @CsvSource({
    "0x00, 0, NORMAL",
    "0x02, 0, HIGH",
    "0x40, 0, HIGH",
    "0x04, 0, LOW",
    "0x80, 0, BACKGROUND",
    "0x01, 0, PAUSED",
    "0xFF, 60, PAUSED",
    "0xFE, 60, BACKGROUND",
    "0x46, 5, HIGH",
    "0x44, 0, HIGH",
    "0x18, 0, NORMAL",
    "0x04, 60, LOW",
    "0x00, 60, HIGH",
    "0x00, 59, NORMAL",
    "0x00, 10, NORMAL",
    "0x00, 9, LOW",
    "0x00, 5, LOW",
    "0x00, 4, BACKGROUND",
    "0x00, 1, BACKGROUND",
  })
  void isTheOneThatWins(int bits, int rateHz, Tier tier) {
    assertThat(Tier.of(bits, rateHz)).isEqualTo(tier);
  }

  @ParameterizedTest
  @EnumSource(names = {"BACKGROUND", "LOW", "NORMAL", "HIGH"})
  void leavesHalfAStepToRounding(Tier tier) {
    Duration period = Duration.ofSeconds(1).dividedBy(tier.hertz());

    assertThat(Duration.ofNanos(tier.intervalNanos()))
        .isBetween(period.minusMillis(9), period.minusMillis(7));
  }

  @Test
  void neverComesRoundWhenPaused() {
    assertThat(Tier.PAUSED.intervalNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void relaysDragsOnlyToTheFast(Tier tier) {
    assertThat(tier.isRelayed()).isEqualTo(tier == Tier.NORMAL || tier == Tier.HIGH);
  }
}
