package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NostrEventTest {

  /** The escapes as NIP-01 lists them: no other character has one. */
  @Test
  void isSerialisedAsNip01Says() {
    var event =
        new NostrEvent(
            "",
            "ab",
            7,
            1,
            List.of(List.of("e", "x\"y"), List.of("p")),
            "\n\"\\\r\t\b\f/\u0001\u007f\u2028é𝄞",
            "");

    assertThat(event.serialised())
        .isEqualTo(
            "[0,\"ab\",7,1,[[\"e\",\"x\\\"y\"],[\"p\"]],"
                + "\"\\n\\\"\\\\\\r\\t\\b\\f/\u0001\u007f\u2028é𝄞\"]");
  }

  /** By {@code printf … | sha256sum}. */
  @Test
  void hasTheHashOfItsTextAsId() {
    var event = new NostrEvent("", "00".repeat(32), 1, 1, List.of(), "hello", "");

    assertThat(event.serialised()).isEqualTo("[0,\"" + "00".repeat(32) + "\",1,1,[],\"hello\"]");
    assertThat(event.computedId())
        .isEqualTo("a39ca3f39d0c087f87f7a94f431f81f6ebf9ec606d975703b687eb5f3929eef4");
  }

  @Test
  void hasNoValueOfATagThatIsThereTwice() {
    var event =
        new NostrEvent(
            "", "", 1, 1, List.of(List.of("a", "1"), List.of("b", "1"), List.of("b", "2")), "", "");

    assertThat(event.only("a")).contains("1");
    assertThat(event.only("b")).isEmpty();
  }
}
