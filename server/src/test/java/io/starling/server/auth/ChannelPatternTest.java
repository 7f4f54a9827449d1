package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {

  @ParameterizedTest
  @CsvSource({
    "agents.*, agents.a",
    "agents.*, agents.a-b_c:d",
    "agents.x.*, agents.x.y",
    "agents.**, agents.a",
    "agents.**, agents.a.b.c",
    "agents, agents",
    "git.status, git.status",
    "*, agents",
    "**, agents",
    "**, agents.a.b",
  })
  void matches(String pattern, String channel) {
    assertThat(ChannelPattern.parse(pattern).matches(channel)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "agents.*, agents",
    "agents.*, agents.",
    "agents.*, agents.a.b",
    "agents.*, agentsx",
    "agents.*, agents_a",
    "agents.*, other.a",
    "agents.*, Agents.a",
    "agents.**, agents",
    "agents.**, agents.",
    "agents.**, agentsx.a",
    "agents, agents.a",
    "agents, agent",
    "*, agents.a",
    "*, ''",
    "**, ''",
  })
  void doesNotMatch(String pattern, String channel) {
    assertThat(ChannelPattern.parse(pattern).matches(channel)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 to 128 characters",
    "a*, after a dot",
    "a.*.b, as the last segment",
    "a.***, as the last segment",
    "*.a, as the last segment",
    "**.*, as the last segment",
    "a..b, single dots",
    "a., single dots",
    ".*, single dots",
    "a..*, single dots",
    "a b, consists of letters",
    "ä.*, consists of letters",
    "a/b, consists of letters",
  })
  void says(String pattern, String why) {
    assertThatThrownBy(() -> ChannelPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.b-1_2:3", "graph.updates"})
  void takesNames(String name) {
    assertThat(ChannelPattern.isName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a*", "a/b", "ä", "a\n", "a\u0000"})
  void refusesNames(String name) {
    assertThat(ChannelPattern.isName(name)).isFalse();
  }

  @Test
  void isBounded() {
    assertThat(ChannelPattern.isName("a".repeat(128))).isTrue();
    assertThat(ChannelPattern.isName("a".repeat(129))).isFalse();
    assertThatThrownBy(() -> ChannelPattern.parse("a".repeat(129)))
        .hasMessageContaining("1 to 128");
  }

  @Test
  void isEqualByItsText() {
    assertThat(ChannelPattern.parse("a.*"))
        .isEqualTo(ChannelPattern.parse("a.*"))
        .hasSameHashCodeAs(ChannelPattern.parse("a.*"))
        .isNotEqualTo(ChannelPattern.parse("a.**"))
        .hasToString("a.*");
    assertThat(ChannelPattern.parse("a.*").isWildcard()).isTrue();
    assertThat(ChannelPattern.parse("a").isWildcard()).isFalse();
  }
}
