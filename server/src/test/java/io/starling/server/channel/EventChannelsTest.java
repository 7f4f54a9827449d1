package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.message.JsonData;
import io.starling.server.hub.Hub;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventChannelsTest {

  private static final int MAX_CHANNELS = 100_000;

  private final AtomicLong nanos = new AtomicLong();
  private final EventChannels channels =
      new EventChannels(
          new Hub(UnpooledByteBufAllocator.DEFAULT, new HubMetrics(), nanos::get),
          UnpooledByteBufAllocator.DEFAULT,
          SessionClock.SYSTEM);

  @Test
  void makesRoomByEndingThoseOfWhichNothingIsRetained() {
    for (int n = 0; n < MAX_CHANNELS; n++) {
      channels.publish("c" + n, JsonData.EMPTY);
    }
    assertThat(channels.publish("new", JsonData.EMPTY)).isEmpty();
    assertThat(channels.publish("c7", JsonData.EMPTY)).isPresent();

    nanos.addAndGet(Duration.ofMinutes(6).toNanos());

    assertThat(channels.publish("new", JsonData.EMPTY)).isPresent();
    assertThat(channels.names()).containsExactly("new");
  }
}
