package io.starling.server.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionCountsTest {

  private final AtomicLong connections = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private final ConnectionCounts counts =
      new ConnectionCounts(
          connections::get,
          new EventPublisher((channel, data) -> told.add(channel + data), () -> 7));

  @Test
  void tellsANumberThatIsNotTheOneToldLast() {
    counts.look();
    connections.set(2);
    counts.look();
    counts.look();
    connections.set(1);
    counts.look();

    assertThat(told)
        .containsExactly(
            "system{\"event\":\"connection_count\",\"count\":2,"
                + "\"message\":\"2 clients are connected\",\"timestamp\":7}",
            "system{\"event\":\"connection_count\",\"count\":1,"
                + "\"message\":\"1 client is connected\",\"timestamp\":7}");
  }
}
