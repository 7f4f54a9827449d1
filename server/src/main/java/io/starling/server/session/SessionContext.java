package io.starling.server.session;

import io.starling.server.metrics.TrafficMetrics;
import java.util.UUID;
import java.util.function.Supplier;

/** What all sessions share. */
public record SessionContext(SessionClock clock, TrafficMetrics traffic, Supplier<UUID> ids) {}
