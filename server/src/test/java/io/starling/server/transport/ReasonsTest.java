package io.starling.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {

  @Test
  void keepsWhatFits() {
    assertThat(Reasons.utf8("a".repeat(123))).hasSize(123);
    assertThat(Reasons.utf8("")).isEmpty();
  }

  @Test
  void cutsAtTheLimit() {
    assertThat(Reasons.utf8("a".repeat(124))).hasSize(123);
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertThat(new String(Reasons.utf8("€".repeat(50)), UTF_8)).isEqualTo("€".repeat(41));
    assertThat(new String(Reasons.utf8("a" + "€".repeat(50)), UTF_8))
        .isEqualTo("a" + "€".repeat(40));
    assertThat(new String(Reasons.utf8("ab" + "🐦".repeat(40)), UTF_8))
        .isEqualTo("ab" + "🐦".repeat(30));
  }
}
