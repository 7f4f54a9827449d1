package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.message.ClientMessage.BroadcastAck;
import org.junit.jupiter.api.Test;

class AcknowledgedTest {

  private final Acknowledged acknowledged = new Acknowledged();

  @Test
  void keepsTheNewestSequenceAndItsTime() {
    acknowledged.take(new BroadcastAck(7, 100, 1_000));
    acknowledged.take(new BroadcastAck(9, 100, 1_200));
    acknowledged.take(new BroadcastAck(8, 100, 1_100));

    assertThat(acknowledged.sequence()).isEqualTo(9);
    assertThat(acknowledged.clientTime()).isEqualTo(1_200);
  }

  @Test
  void takesSequencesForUnsigned() {
    acknowledged.take(new BroadcastAck(-1, 0, 5));
    acknowledged.take(new BroadcastAck(Long.MAX_VALUE, 0, 6));

    assertThat(acknowledged.sequence()).isEqualTo(-1);
  }

  @Test
  void beginsAnewWithAHandshake() {
    acknowledged.take(new BroadcastAck(7, 100, 1_000));

    acknowledged.restart();
    assertThat(acknowledged.sequence()).isZero();
    assertThat(acknowledged.clientTime()).isZero();
    acknowledged.take(new BroadcastAck(1, 100, 2_000));

    assertThat(acknowledged.sequence()).isEqualTo(1);
  }
}
