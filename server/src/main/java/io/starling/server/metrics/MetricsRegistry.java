package io.starling.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Shows what is counted, as Prometheus text. The one place where metrics have names. Thread-safe.
 */
public final class MetricsRegistry implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  public MetricsRegistry(HubMetrics hub, TrafficMetrics traffic) {
    counter("publications", "Publications accepted by the hub", hub.publications);
    counter("encodings", "Publications encoded, once per variant with a subscriber", hub.encodings);
    counter("deliveries", "Publications handed to a subscriber's socket", hub.deliveries);
    counter("sent.bytes", "Bytes handed to sockets, WebSocket headers included", hub.bytes);
    counter("drains", "Times an event loop drained what was published", hub.drains);
    counter("blocked", "Times a subscriber's socket was full", hub.blocked);
    counter("conflations", "Skips of a lagging subscriber to a newer keyframe", hub.conflations);
    counter("gaps", "Gap messages sent to lagging subscribers", hub.gaps);
    counter("too.slow", "Connections closed with 4008", hub.tooSlow);
    gauge("subscribers", "Subscriptions now", hub.subscribers);
    gauge("connections", "WebSocket connections now", traffic.connections);
    gauge("connections.stale", "Of these, silent past the heartbeat's warning", traffic.stale);
    counter("received.messages", "WebSocket messages received", traffic.messagesIn);
    counter("received.bytes", "Payload bytes received", traffic.bytesIn);
    counter("acknowledgements", "Updates acknowledged by 0x34", traffic.acknowledgements);
    counter("errors", "Messages answered with an error", traffic.errors);
    counter("nodes.left.out", "Nodes whose ids a viewer's format cannot say", traffic.leftOut);
    counter("handshakes.refused", "WebSocket handshakes refused", traffic.refused);
    counter("heartbeat.timeouts", "Connections closed with 4000", traffic.heartbeatTimeouts);
    counter("over.rate", "What was past its rate, by kind", traffic.overRate);
    counter("banned", "Bans pronounced", traffic.banned);
    counter("ban.refused", "Handshakes refused because of a ban", traffic.banRefused);
    counter(
        "connections.refused",
        "Connections refused because there were too many in all, of the address or of the user",
        traffic.connectionsRefused);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** Shows something else that can be read at any time. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder("starling." + name, value).description(description).register(registry);
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }

  private void counter(String name, String description, LongAdder adder) {
    FunctionCounter.builder("starling." + name, adder, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  private void counter(String name, String description, Tally tally) {
    tally.forEach(
        (value, adder) ->
            FunctionCounter.builder("starling." + name, adder, LongAdder::sum)
                .description(description)
                .tag(tally.label(), value)
                .register(registry));
  }

  private void gauge(String name, String description, LongAdder adder) {
    gauge(name, description, adder::sum);
  }
}
