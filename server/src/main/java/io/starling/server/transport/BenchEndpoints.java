package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.starling.server.channel.Bench;
import io.starling.server.hub.Frames;
import io.starling.server.limits.Allowance;
import io.starling.server.limits.Kind;
import io.starling.server.limits.RateLimits;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /bench/sub}, {@code /bench/pub} and {@code /bench/echo}: for measuring, on loopback only.
 */
final class BenchEndpoints {

  /** The largest messages and the most fragments that Autobahn's test suite sends. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  private static final int MAX_FRAGMENTS = 1 << 17;

  private BenchEndpoints() {}

  static Map<String, Endpoint> of(Bench bench, RateLimits limits, TrafficMetrics traffic) {
    return Map.of(
        "/bench/sub",
        endpoint(
            opening -> {
              bench.subscribe(opening.session());
              return new Taker(opening.session(), limits, traffic, (_, _) -> {});
            }),
        "/bench/pub",
        endpoint(opening -> new Taker(opening.session(), limits, traffic, bench::publish)),
        "/bench/echo",
        endpoint(
            opening ->
                new Taker(opening.session(), limits, traffic, opening.session().outbox()::send)));
  }

  private static Endpoint endpoint(Endpoint.Opener opener) {
    return new Endpoint(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, Endpoint.Entry.BY_MODE, false, opener);
  }

  private interface Action {
    void take(int opcode, ByteBuf message);
  }

  /** Counts each message against the session's allowance, like any other, and passes it on. */
  private static final class Taker implements Inbound {
    private final RateLimits limits;
    private final Session session;
    private final TrafficMetrics traffic;
    private final Action action;
    private @Nullable Allowance allowance;

    Taker(Session session, RateLimits limits, TrafficMetrics traffic, Action action) {
      this.session = session;
      this.limits = limits;
      this.traffic = traffic;
      this.action = action;
    }

    @Override
    public void text(ByteBuf message) {
      take(Frames.TEXT, message);
    }

    @Override
    public void binary(ByteBuf message) {
      take(Frames.BINARY, message);
    }

    private void take(int opcode, ByteBuf message) {
      if (allowance == null) {
        allowance = new Allowance(limits.messages(), session.clock()::nanoTime);
      }
      if (allowance.take()) {
        action.take(opcode, message);
      } else {
        traffic.overRate.increment(Kind.MESSAGES.label());
      }
    }
  }
}
