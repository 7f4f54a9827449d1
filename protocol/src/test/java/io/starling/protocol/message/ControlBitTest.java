package io.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ControlBitTest {

  @Test
  void hasAPlaceOfItsOwnInTheOrderOfTheTable() {
    int[] masks = Arrays.stream(ControlBit.values()).mapToInt(ControlBit::mask).toArray();

    assertThat(masks).containsExactly(1, 2, 4, 8, 16, 32, 64, 128);
  }

  @Test
  void isFoundInBits() {
    assertThat(ControlBit.USER_INTERACTING.in(0x41)).isTrue();
    assertThat(ControlBit.USER_INTERACTING.in(0xBF)).isFalse();
  }
}
