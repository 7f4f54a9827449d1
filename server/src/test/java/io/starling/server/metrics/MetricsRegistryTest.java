package io.starling.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetricsRegistryTest {

  private final TrafficMetrics traffic = new TrafficMetrics();

  @Test
  void showsEachValueOfALabel() {
    traffic.overRate.increment("voice");
    traffic.connectionsRefused.increment("address");
    traffic.connectionsRefused.increment("address");

    try (var registry = new MetricsRegistry(new HubMetrics(), traffic)) {
      assertThat(registry.scrape())
          .contains("starling_over_rate_total{kind=\"voice\"} 1.0")
          .contains("starling_over_rate_total{kind=\"messages\"} 0.0")
          .contains("starling_connections_refused_total{bound=\"address\"} 2.0")
          .contains("starling_connections_refused_total{bound=\"all\"} 0.0")
          .contains("starling_banned_total 0.0")
          .contains("starling_ban_refused_total 0.0");
    }
  }

  @Test
  void takesNoOtherValueOfALabel() {
    assertThatThrownBy(() -> traffic.overRate.increment("client 7"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
